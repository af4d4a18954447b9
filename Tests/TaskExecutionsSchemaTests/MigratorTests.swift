import SQLiteDriver
import TaskExecutionsSchema
import Testing
import TypedSQL

@Suite struct MigratorTests {
    private let migrator = TaskExecutionsMigrator(table: TaskExecutionsTable())

    @Test func workIsRefusedOnATableWhoseUniqueIndexIsGone() async throws {
        let refused = try await verify(after: "drop index ix_task_executions_execution_id")
        #expect(refused == ["index ix_task_executions_execution_id: is missing, expected unique (execution_id)"])
    }

    @Test func workIsRefusedWhereAnIndexRefusesRowsThatTheCodeStores() async throws {
        let refused = try await verify(
            after: "drop index ix_task_executions_status_start_at",
            "create unique index ix_task_executions_status_start_at on task_executions (start_at) where status = 'ready'"
        )
        #expect(refused.count == 1)
    }

    @Test func workIsRefusedWhereAnotherColumnIsUnique() async throws {
        let refused = try await verify(
            after: "drop index ix_task_executions_execution_id",
            "create unique index ix_task_executions_execution_id on task_executions (task_id)"
        )
        #expect(
            refused == ["index ix_task_executions_execution_id: is unique (task_id), expected unique (execution_id)"]
        )
    }

    @Test func workGoesOnWithoutAnIndexThatOnlyMakesItFast() async throws {
        #expect(try await verify(after: "drop index ix_task_executions_status_start_at") == [])
    }

    @Test func workGoesOnWithTheIndexesOfTheReference() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let migrator = migrator
        try await database.transaction { connection in
            for statement in TaskExecutionsTable(indexes: .reference).definition { try await connection.run(statement) }
            try await migrator.verify(on: connection)
        }
        await database.close()
    }

    @Test func twoTablesOfOneDatabaseAreMigratedIndependently() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let other = TaskExecutionsMigrator(table: TaskExecutionsTable("other"))
        let migrator = migrator
        let times = try await database.transaction { connection in
            _ = try await migrator.apply(on: connection, now: 1)
            let before = try await other.status(on: connection)
            _ = try await other.apply(on: connection, now: 2)
            return try await [before, other.status(on: connection), migrator.status(on: connection)]
        }
        #expect(times.map { $0.map(\.appliedAt) } == [[nil, nil], [2, 2], [1, 1]])
        await database.close()
    }

    /// What keeps work from going on after statements were run on a fresh table.
    private func verify(after changes: SQL...) async throws -> [String] {
        let database = try await SQLiteDatabase.inMemory()
        let migrator = migrator
        let refused = try await database.transaction { connection in
            _ = try await migrator.apply(on: connection, now: 0)
            for change in changes { try await connection.run(change) }
            do {
                try await migrator.verify(on: connection)
                return [String]()
            } catch let error as TaskExecutionsSchemaError {
                guard case .differs(let differences) = error.reason else { throw error }
                return differences.map(\.description)
            }
        }
        await database.close()
        return refused
    }
}
