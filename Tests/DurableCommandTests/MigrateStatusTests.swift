import Foundation
import TaskExecutionsSchema
import Testing
import TypedSQL

@Suite struct MigrateStatusTests {
    private struct Report: Decodable {
        struct Migration: Decodable, Equatable {
            let id: String
            let appliedAt: String?
            let isKnown: Bool
        }
        let database: String
        let table: String
        let migrations: [Migration]
    }

    let folder: TemporaryFolder
    let database: String

    init() throws {
        folder = try TemporaryFolder()
        database = folder.path("tasks.db")
    }

    @Test func anEmptyDatabaseHasSeenNoMigration() async throws {
        _ = try folder.emptyFile("tasks.db")
        let command = try await DurableCommand.run("migrate", "status", "--database", database)
        #expect(command.exitCode == 0)
        #expect(command.output == "0001_task_executions  not applied\n0002_workflows  not applied\n")
        let json = try await DurableCommand.run("migrate", "status", "--database", database, "--json")
        #expect(json.output.contains(#""appliedAt":null"#))
        #expect(
            try json.json(as: Report.self).migrations
                == ["0001_task_executions", "0002_workflows"].map {
                    Report.Migration(id: $0, appliedAt: nil, isKnown: true)
                }
        )
    }

    @Test func aDatabaseMigratedByTheUsersScriptsIsRecognized() async throws {
        try runScript(try TaskExecutionsTable().migrationScript(for: .sqlite), onDatabase: database)
        let command = try await DurableCommand.run("migrate", "status", "--database", database)
        #expect(command.exitCode == 0)
        #expect(command.lines.allSatisfy { $0.hasSuffix("  applied without a record") })
        let json = try await DurableCommand.run("migrate", "status", "--database", database, "--json")
        #expect(json.output.contains(#""isApplied":true"#))
        try runScript("alter table task_executions drop column output", onDatabase: database)
        let changed = try await DurableCommand.run("migrate", "status", "--database", database)
        #expect(changed.lines.allSatisfy { $0.hasSuffix("  not applied") })
    }

    @Test func eachMigrationHasTheTimeAtWhichItWasApplied() async throws {
        _ = try await DurableCommand.run("migrate", "apply", "--database", database)
        try runScript(
            """
            update durable_migrations set applied_at = 1767225600123;
            insert into durable_migrations values ('task_executions', '9999_later', 0), ('others', '0003_theirs', 0);
            """,
            onDatabase: database
        )
        let command = try await DurableCommand.run("migrate", "status", "--database", database)
        #expect(command.exitCode == 0)
        #expect(
            command.lines == [
                "0001_task_executions  2026-01-01T00:00:00.123Z", "0002_workflows  2026-01-01T00:00:00.123Z",
                "9999_later  1970-01-01T00:00:00.000Z  unknown to this version of durable",
            ]
        )
        let json = try await DurableCommand.run("migrate", "status", "--database", database, "--json")
        #expect(
            try json.json(as: Report.self).migrations == [
                Report.Migration(id: "0001_task_executions", appliedAt: "2026-01-01T00:00:00.123Z", isKnown: true),
                Report.Migration(id: "0002_workflows", appliedAt: "2026-01-01T00:00:00.123Z", isKnown: true),
                Report.Migration(id: "9999_later", appliedAt: "1970-01-01T00:00:00.000Z", isKnown: false),
            ]
        )
    }

    @Test(arguments: [
        (Int64.max, "9223372036854775807 ms"), (.min, "-9223372036854775808 ms"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func aTimeThatNoCalendarHasIsPrintedAsItIsStored(time: Int64, printed: String) async throws {
        _ = try await DurableCommand.run("migrate", "apply", "--database", database)
        try runScript("update durable_migrations set applied_at = \(time)", onDatabase: database)
        let command = try await DurableCommand.run("migrate", "status", "--database", database)
        #expect(command.output == "0001_task_executions  \(printed)\n0002_workflows  \(printed)\n")
    }
}
