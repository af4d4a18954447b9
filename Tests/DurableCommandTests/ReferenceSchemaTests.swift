import DurableExecutionStorage
import Testing
import TypedSQL

@Suite struct ReferenceSchemaTests {
    let folder: TemporaryFolder
    let database: String

    init() throws {
        folder = try TemporaryFolder()
        database = folder.path("reference.db")
        try runScript(ReferenceDefinition.script, onDatabase: database)
    }

    @Test func aDatabaseOfTheReferenceIsAsExpectedWithItsIndexes() async throws {
        let command = try await DurableCommand.run(
            "migrate", "check", "--database", database, "--indexes", "reference"
        )
        #expect(command.exitCode == 0)
        #expect(command.output == "the table “task_executions” is as expected\n")
    }

    @Test func ourDefinitionMakesTheSameColumnsAndIndexesInTheSameOrder() async throws {
        let ours = folder.path("ours.db")
        try runScript(
            try TaskExecutionsTable(indexes: .reference).migrationScript(for: .sqlite), onDatabase: ours
        )
        let reference = try #require(try await describeTable("task_executions", inDatabase: database))
        #expect(try await describeTable("task_executions", inDatabase: ours) == reference)
        #expect(reference.columns.count == 42)
        #expect(reference.indexes.count == 11)
    }

    @Test func applyTakesADatabaseOfTheReferenceOverAndReplacesItsIndexes() async throws {
        let command = try await DurableCommand.run("migrate", "apply", "--database", database)
        #expect(command.exitCode == 0)
        #expect(command.lines.count == 11)
        #expect(command.lines.dropLast().allSatisfy { $0.hasPrefix("replaced the index “ix_task_executions_") })
        #expect(command.lines.last == "recorded the migration 0001_task_executions")
        #expect(try await DurableCommand.run("migrate", "check", "--database", database).exitCode == 0)
    }

    @Test func applyWithTheIndexesOfTheReferenceOnlyRecordsTheMigration() async throws {
        let command = try await DurableCommand.run(
            "migrate", "apply", "--database", database, "--indexes", "reference"
        )
        #expect(command.output == "recorded the migration 0001_task_executions\n")
    }
}
