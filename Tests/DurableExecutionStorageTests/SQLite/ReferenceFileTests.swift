import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

/// A file that the reference made: its statements, its quotes, its payloads.
@Suite struct ReferenceFileTests {
    @Test func itsRowsAreReadWithoutMigrationAndUpdatedAfterIt() async throws {
        let database = try await referenceDatabase()
        let storage = SQLTaskExecutionsStorage(database)
        let parent = try #require(try await storage.get("te_parent"))
        #expect(parent.status == .waitingForChildren)
        #expect(parent.children == [TaskExecutionReference(taskID: "child", executionID: "te_child")])
        #expect(
            parent.retryPolicy
                == RetryPolicy(
                    maxRetries: 5, initialDelay: .milliseconds(100), multiplier: 1.5, maxDelay: .seconds(1), jitter: 0))
        #expect(parent.error == nil)
        #expect(parent.runOutput == #"{"json":{"a":1}}"#)

        let child = try #require(try await storage.children(ofExecutions: ["te_parent"]).first?.first)
        #expect(
            child.input
                == #"{"json":{"name":"x","date":"2024-01-01T00:00:00.000Z"},"meta":{"values":{"date":["Date"]}}}"#)
        #expect(
            child.error == TaskExecutionError(kind: .timedOut, message: "late", isRetryable: true, isInternal: false))
        #expect(child.parent?.isOnlyChildOfParent == true)
        #expect(child.root?.executionID == "te_parent")

        let error = await #expect(throws: TaskExecutionsSchemaError.self) {
            _ = try await storage.updateAndReturn(.allReady, limit: 10, update: .claim())
        }
        #expect(error?.description.contains("storage.migrate()") == true)
        guard case .outdated(let missing) = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(missing.first == "recoveries")
        #expect(missing.count == 13)
        try await storage.migrate()
        let claimed = try await storage.updateAndReturn(.allReady, limit: 10, update: .claim())
        #expect(claimed.executions.map(\.executionID) == ["te_child"])
        #expect(claimed.undecodable.isEmpty)
        let table = TaskExecutionsTable()
        let statuses = try await database.read { connection in
            try await connection.all(select(table.status).from(table).orderBy(asc(table.id)))
        }
        #expect(statuses == [.waitingForChildren, .running])
    }

    @Test func migratingTakesItOverAndRecordsIt() async throws {
        let database = try await referenceDatabase()
        let storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable(indexes: .reference))
        let before = try await storage.get("te_child")
        let actions = try await storage.migrate().actions
        #expect(actions.first == "added the column recoveries")
        #expect(actions.last == "recorded the migration 0002_workflows")
        #expect(try await storage.checkSchema().isEmpty)
        #expect(before != nil)
        #expect(try await storage.get("te_child") == before)
    }

    @Test func itsOwnStatementsGoOnAfterTheMigration() async throws {
        let database = try await referenceDatabase()
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        try await database.transaction { connection in
            try await connection.run("delete from task_executions")
            for statement in ReferenceStatements.rows { try await connection.run(statement) }
        }
        #expect(try await storage.get("te_child")?.recoveries == 0)
    }

    @Test func ourTableWithTheIndexesOfTheReferenceIsWhatItsStatementsMake() async throws {
        let theirs = try await referenceDatabase().read { try $0.description(ofTable: "task_executions") }
        let database = try await SQLiteDatabase.inMemory()
        let first = TaskExecutionsTable(indexes: .reference).migrations[0]
        try await database.transaction { connection in
            for statement in first.statements { try await connection.run(statement) }
        }
        let ours = try await database.read { try $0.description(ofTable: "task_executions") }
        #expect(ours == theirs)
        #expect(ours?.columns.count == 42)
        #expect(ours?.indexes.count == 11)
    }

    private func referenceDatabase() async throws -> SQLiteDatabase {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            for statement in ReferenceStatements.definition + ReferenceStatements.rows {
                try await connection.run(statement)
            }
        }
        return database
    }
}
