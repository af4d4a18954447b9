import Foundation
import TaskExecutionsSchema
import Testing
import TypedSQL

@Suite struct MigrateDryRunTests {
    @Test func whatADatabaseLacksIsPrintedAndNotDone() async throws {
        let folder = try TemporaryFolder()
        let database = folder.path("tasks.db")
        try runScript(
            try TaskExecutionsTable().migrationScript(for: .sqlite)
                + "drop index ix_task_executions_close_expires_at;",
            onDatabase: database
        )
        let dryRun = try await DurableCommand.run("migrate", "apply", "--dry-run", "--database", database)
        #expect(dryRun.exitCode == 0)
        #expect(dryRun.lines.count == 1)
        #expect(try await DurableCommand.run("migrate", "check", "--database", database).exitCode == 1)
        try runScript(dryRun.output, onDatabase: database)
        #expect(try await DurableCommand.run("migrate", "check", "--database", database).exitCode == 0)
        let nothing = try await DurableCommand.run("migrate", "apply", "--dry-run", "--database", database)
        #expect(nothing.output == "")
    }

    @Test func theSQLForAnEmptyDatabaseMakesTheTable() async throws {
        let folder = try TemporaryFolder()
        let database = folder.path("tasks.db")
        try runScript("create table something_else (id integer);", onDatabase: database)
        let dryRun = try await DurableCommand.run("migrate", "apply", "--dry-run", "--database", database)
        try runScript(dryRun.output, onDatabase: database)
        #expect(try await DurableCommand.run("migrate", "check", "--database", database).exitCode == 0)
    }
}
