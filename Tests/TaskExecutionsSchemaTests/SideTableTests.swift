import SQLiteDriver
import Testing
import TypedSQL

@testable import TaskExecutionsSchema

@Suite struct SideTableTests {
    @Test(arguments: [
        "task_executions", String(repeating: "t", count: 63), String(repeating: "名", count: 21),
        String(repeating: "t", count: 54),
    ])
    func namesFitIntoPostgreSQLAndStayDifferent(tableName: String) throws {
        let table = TaskExecutionsTable(tableName)
        let names = table.sideTables.map(\.tableName) + [tableName]
        #expect(Set(names).count == 8)
        #expect(names.allSatisfy { $0.utf8.count <= 63 })
        let script = try table.migrationScript(for: .postgresql)
        for name in names { #expect(script.contains("CREATE TABLE \"\(name)\" (")) }
        let indexes = try table.sideTables.flatMap { try $0.description(for: .postgresql).indexes.map(\.name) }
        #expect(Set(indexes).count == indexes.count)
        #expect(indexes.allSatisfy { $0.utf8.count <= 63 })
    }

    @Test func aTableOfAnotherApplicationUnderSuchANameIsAnErrorAndNothingIsChanged() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let migrator = TaskExecutionsMigrator(table: TaskExecutionsTable())
        _ = try await database.single { try await $0.run("create table task_executions_steps (note text)") }
        let error = await #expect(throws: (any Error).self) {
            try await database.transaction { _ = try await migrator.apply(on: $0, now: 0) }
        }
        #expect("\(String(describing: error))".contains("task_executions_steps"))
        let main = try await database.read { try $0.description(ofTable: "task_executions") }
        #expect(main == nil)
        await database.close()
    }

    @Test func aSideTableThatIsMissingIsReportedAndMadeAgain() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let migrator = TaskExecutionsMigrator(table: TaskExecutionsTable())
        let (differences, actions, rest) = try await database.transaction { connection in
            _ = try await migrator.apply(on: connection, now: 0)
            try await connection.run("drop table task_executions_waits")
            let differences = try await migrator.check(on: connection).map(\.description)
            let actions = try await migrator.apply(on: connection, now: 0).actions
            return (differences, actions, try await migrator.check(on: connection))
        }
        #expect(differences == ["table task_executions_waits: is missing, expected a table"])
        #expect(actions == ["created the table “task_executions_waits”"])
        #expect(rest.isEmpty)
        await database.close()
    }
}
