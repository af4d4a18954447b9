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

    @Test func aDatabaseOfTheReferenceLacksOnlyWhatTheSecondMigrationAdds() async throws {
        let command = try await DurableCommand.run(
            "migrate", "check", "--database", database, "--indexes", "reference"
        )
        #expect(command.exitCode == 1)
        #expect(command.lines.count == 20)
        #expect(command.lines.first == "column recoveries: is missing, expected integer null")
        #expect(command.lines.last == "table task_executions_executors: is missing, expected a table")
        #expect(command.lines.allSatisfy { $0.contains(": is missing, expected ") })
    }

    @Test func aDatabaseOfTheReferenceIsListedAndEverythingThatWritesSaysToMigrateIt() async throws {
        let list = try await DurableCommand.run("list", "--database", database)
        #expect(list.exitCode == 0)
        #expect(list.error == "")
        let prune = try await DurableCommand.run("prune", "--older-than", "1d", "--database", database)
        #expect(prune.exitCode == 2)
        #expect(prune.error.contains("durable migrate apply"))
    }

    @Test func ourDefinitionMakesTheSameColumnsAndIndexesInTheSameOrder() async throws {
        let ours = folder.path("ours.db")
        try runScript(
            try TaskExecutionsTable(indexes: .reference).migrations[0].script(for: .sqlite), onDatabase: ours
        )
        let reference = try #require(try await describeTable("task_executions", inDatabase: database))
        #expect(try await describeTable("task_executions", inDatabase: ours) == reference)
        #expect(reference.columns.count == 42)
        #expect(reference.indexes.count == 11)
    }

    @Test func applyTakesADatabaseOfTheReferenceOverAndReplacesItsIndexes() async throws {
        let command = try await DurableCommand.run("migrate", "apply", "--database", database)
        #expect(command.exitCode == 0)
        #expect(command.lines.filter { $0.hasPrefix("replaced the index “ix_task_executions_") }.count == 10)
        #expect(
            command.lines.suffix(2)
                == ["recorded the migration 0001_task_executions", "recorded the migration 0002_workflows"]
        )
        #expect(try await DurableCommand.run("migrate", "check", "--database", database).exitCode == 0)
    }

    @Test func applyWithTheIndexesOfTheReferenceOnlyAddsColumns() async throws {
        let command = try await DurableCommand.run(
            "migrate", "apply", "--database", database, "--indexes", "reference"
        )
        #expect(command.lines.filter { $0.hasPrefix("added the column ") }.count == 13)
        #expect(command.lines.filter { $0.hasPrefix("created the table “task_executions_") }.count == 7)
        #expect(command.lines.suffix(2).allSatisfy { $0.hasPrefix("recorded the migration ") })
        #expect(command.lines.count == 22)
    }
}
