import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

@testable import DurableExecutionStorage

@Suite struct QueryTests {
    private func storage() async throws -> SQLTaskExecutionsStorage<SQLiteDatabase> {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory())
        try await storage.migrate()
        return storage
    }

    private func change(_ storage: SQLTaskExecutionsStorage<SQLiteDatabase>, _ damage: SQL) async throws {
        try await storage.database.transaction { try await $0.run("update \(storage.table) set " + damage) }
    }

    @Test func aListReportsTheRowsThatCannotBeRead() async throws {
        let storage = try await storage()
        try await storage.insert((0..<5).map { .sample("e\($0)") })
        try await change(storage, "status = 'paused' where execution_id = \("e3")")
        try await change(storage, "retry_options = '{' where execution_id = \("e1")")
        let first = try await storage.list(TaskExecutionQuery(limit: 3))
        #expect(first.executions.map(\.executionID) == ["e4", "e2"])
        #expect(first.undecodable.map(\.executionID) == ["e3"])
        #expect(first.undecodable.map(\.column) == ["status"])
        let second = try await storage.list(TaskExecutionQuery(limit: 3, cursor: first.next))
        #expect(second.executions.map(\.executionID) == ["e0"])
        #expect(second.undecodable.map(\.executionID) == ["e1"])
        #expect(second.next == nil)
    }

    @Test func aPageOfNothingButRowsThatCannotBeReadHasANextOne() async throws {
        let storage = try await storage()
        try await storage.insert((0..<4).map { .sample("e\($0)") })
        try await change(storage, "timeout_ms = 'soon' where execution_id > \("e1")")
        let first = try await storage.list(TaskExecutionQuery(limit: 2))
        #expect(first.executions.isEmpty && first.undecodable.count == 2)
        let second = try await storage.list(TaskExecutionQuery(limit: 2, cursor: first.next))
        #expect(second.executions.count == 2)
    }

    @Test func countsHaveTheRowsWithAStatusThatIsNone() async throws {
        let storage = try await storage()
        try await storage.insert((0..<5).map { .sample("e\($0)") })
        try await change(storage, "status = 'paused' where execution_id > \("e2")")
        let statistics = try await storage.statistics(now: 0)
        #expect(statistics.counts.byStatus == [.ready: 3])
        #expect(statistics.counts.undecodable == 2)
    }

    @Test func aTreeReportsTheRowsThatCannotBeRead() async throws {
        let storage = try await storage()
        let children = (0..<3).map { number in
            var child = TaskExecution.sample("c\(number)")
            child.parent = ParentTaskExecutionReference(taskID: "t", executionID: "p", indexInParentChildren: number)
            return child
        }
        try await storage.insert([.sample("p")] + children)
        try await change(storage, "close_status = 'ajar' where execution_id = \("c1")")
        let tree = try #require(try await storage.tree(ofExecution: "p", from: .itself))
        #expect(tree.nodes.map(\.execution.executionID) == ["p", "c0", "c2"])
        #expect(tree.undecodable.map(\.executionID) == ["c1"])
        await #expect(throws: TaskExecutionDecodingError.self) {
            try await storage.tree(ofExecution: "c1", from: .itself)
        }
    }

    @Test func aHundredThousandExecutionsComePageByPage() async throws {
        let folder = try TemporaryFolder()
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase(path: folder.file("tasks.db")))
        try await storage.migrate()
        try await storage.insert((0..<100_000).map { .sample("e\($0)") })
        var query = TaskExecutionQuery(limit: 5_000)
        var ids: [String] = []
        repeat {
            let page = try await storage.list(query)
            ids += page.executions.map(\.executionID)
            query.cursor = page.next
        } while query.cursor != nil
        #expect(ids == (0..<100_000).reversed().map { "e\($0)" })
        await storage.database.close()
    }
}
