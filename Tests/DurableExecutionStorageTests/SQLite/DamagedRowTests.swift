import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

/// Rows that somebody else wrote, or damaged.
@Suite struct DamagedRowTests {
    private let table = TaskExecutionsTable()

    /// A storage with the executions a, b and c, of which b was changed by hand.
    private func storage(damagedBy damage: SQL) async throws -> SQLTaskExecutionsStorage<SQLiteDatabase> {
        let database = try await SQLiteDatabase.inMemory()
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        try await storage.insert(["a", "b", "c"].map { .sample($0) })
        try await database.transaction { [table] connection in
            _ = try await connection.run("update \(table) set " + damage + " where execution_id = \("b")")
        }
        return storage
    }

    static let damages: [(damage: SQL, column: String, value: String)] = [
        ("close_status = 'ajar'", "close_status", "ajar"),
        ("retry_options = '{\"maxAttempts\":'", "retry_options", "{\"maxAttempts\":"),
        ("retry_options = '{}'", "retry_options", "{}"),
        (
            "error = '{\"errorType\":\"strange\",\"message\":\"\"}'", "error",
            "{\"errorType\":\"strange\",\"message\":\"\"}"
        ),
        ("timeout_ms = 'soon'", "timeout_ms", "soon"),
        ("is_finished = 2", "is_finished", "2"),
        ("children = 'none'", "children", "none"),
        ("input = cast(x'ff' as text)", "input", "1 bytes"),
    ]

    @Test(arguments: damages)
    func aClaimReportsARowThatCannotBeReadAndReturnsTheOthers(
        damage: SQL, column: String, value: String
    ) async throws {
        let storage = try await storage(damagedBy: damage)
        let claimed = try await storage.updateAndReturn(.allReady, limit: 10, update: .claim())
        #expect(claimed.executions.map(\.executionID) == ["a", "c"])
        let error = try #require(claimed.undecodable.first)
        #expect(claimed.undecodable.count == 1)
        #expect(error.executionID == "b")
        #expect(error.column == column)
        #expect(error.value == value)
    }

    @Test(arguments: damages)
    func aReadOfARowThatCannotBeReadNamesRowColumnAndValue(damage: SQL, column: String, value: String) async throws {
        let storage = try await storage(damagedBy: damage)
        let error = await #expect(throws: TaskExecutionDecodingError.self) { try await storage.get("b") }
        #expect(error?.executionID == "b")
        #expect(error?.column == column)
        #expect(error?.value == value)
        #expect(try await storage.get("a") != nil)
    }

    @Test func theErrorNamesTheParentThatWaitsForTheRow() async throws {
        let storage = try await storage(
            damagedBy: """
                retry_options = 'broken', parent_task_id = 'p', parent_execution_id = 'te_p', is_finalize_of_parent = 1
                """
        )
        let error = try #require(
            try await storage.updateAndReturn(.allReady, limit: 10, update: .claim()).undecodable.first)
        #expect(error.executionID == "b")
        #expect(
            error.parent == ParentTaskExecutionReference(taskID: "p", executionID: "te_p", isFinalizeOfParent: true))
    }

    @Test func aParentsIDThatIsNoTextDoesNotKeepOtherChildrenFromBeingCounted() async throws {
        let storage = try await storage(damagedBy: "parent_execution_id = x'ff00', parent_task_id = 'p'")
        var parent = TaskExecution.sample("p")
        parent.activeChildrenCount = 1
        var child = TaskExecution.sample("child")
        child.parent = ParentTaskExecutionReference(taskID: "sample", executionID: "p")
        try await storage.insert([parent, child])
        var update = TaskExecutionUpdate(updatedAt: 3_000)
        update.closeStatus = .ready
        let count = try await storage.updateAndDecrementParents(
            .finished(false, closeStatus: .idle), limit: 10, update: update
        )
        #expect(count == 5)
        #expect(try await storage.get("p")?.activeChildrenCount == 0)
    }

    @Test func aRowThatWasSetAsideIsNotClaimedAgain() async throws {
        let storage = try await storage(damagedBy: "retry_options = 'broken'")
        _ = try await storage.updateAndReturn(.allReady, limit: 10, update: .claim())
        var failure = TaskExecutionUpdate(updatedAt: 3000)
        failure.status = .failed
        failure.isFinished = true
        let updated = try await storage.update([TaskExecutionUpdateRequest(executionID: "b", update: failure)])
        #expect(updated == [true])
        let again = try await storage.updateAndReturn(.allReady, limit: 10, update: .claim())
        #expect(again.executions.isEmpty && again.undecodable.isEmpty)
    }

    @Test func aStatusThatIsNoneIsAnErrorAndNotADefault() async throws {
        let storage = try await storage(damagedBy: "status = 'paused'")
        let error = await #expect(throws: TaskExecutionDecodingError.self) { try await storage.get("b") }
        #expect(error?.description.contains("“b”") == true)
        #expect(error?.description.contains("status holds “paused”") == true)
    }
}
