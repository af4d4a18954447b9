import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

@Suite struct RetentionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func storage() async throws -> SQLTaskExecutionsStorage<SQLiteDatabase> {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase(path: folder.file("tasks.db")))
        try await storage.migrate()
        return storage
    }

    private func finished(_ id: String, at time: Int64 = 1_000) -> TaskExecution {
        var execution = TaskExecution.sample(id, at: time)
        var end = TaskExecutionUpdate(updatedAt: time)
        end.status = .completed
        end.isFinished = true
        end.finishedAt = time
        end.closeStatus = .closed
        execution.apply(end)
        return execution
    }

    @Test func anAgeIsCountedFromTheEndOfTheExecution() async throws {
        let storage = try await storage()
        try await storage.insert([finished("a", at: 1_000), finished("b", at: 2_000), finished("c", at: 3_000)])
        let retention = TaskExecutionsRetention(storage: storage, policy: RetentionPolicy(age: .seconds(1)))
        #expect(try await retention.prune(now: Date(timeIntervalSince1970: 3), isDryRun: true) == 1)
        #expect(try await retention.prune(now: Date(timeIntervalSince1970: 3)) == 1)
        #expect(try await storage.get("a") == nil)
        #expect(try await storage.get("b") != nil)
        #expect(try await retention.prune(now: .distantFuture) == 2)
    }

    @Test func aPolicyThatIsOffDeletesNothing() async throws {
        let storage = try await storage()
        try await storage.insert([finished("a")])
        #expect(try await TaskExecutionsRetention(storage: storage, policy: .off).prune(now: .distantFuture) == 0)
        let ofFailed = RetentionPolicy(ages: [.failed: .zero, .running: .zero])
        #expect(try await TaskExecutionsRetention(storage: storage, policy: ofFailed).prune(now: .distantFuture) == 0)
    }

    @Test func aTreeWithARowThatCannotBeReadStays() async throws {
        let storage = try await storage()
        var child = finished("c")
        child.parent = ParentTaskExecutionReference(taskID: "t", executionID: "a")
        try await storage.insert([finished("a"), child, finished("b"), finished("d")])
        try await storage.database.transaction { connection in
            try await connection.run("update \(storage.table) set close_status = 'ajar' where execution_id = \("c")")
            try await connection.run("update \(storage.table) set status = 'paused' where execution_id = \("d")")
        }
        #expect(
            try await TaskExecutionsRetention(storage: storage, policy: RetentionPolicy()).prune(now: .distantFuture)
                == 1)
        #expect(try await storage.counts(TaskExecutionFilter()).total == 2)
        #expect(try await storage.get("b") == nil)
    }

    @Test func aNewFileGetsSmaller() async throws {
        let storage = try await storage()
        let input = String(repeating: "x", count: 4_000)
        try await storage.insert(
            (0..<2_000).map { number in
                var execution = finished("e\(number)")
                execution.input = input
                return execution
            }
        )
        let before = try await pages(storage)
        try await TaskExecutionsRetention(storage: storage, policy: RetentionPolicy()).prune(now: .distantFuture)
        #expect(try await pages(storage) < before / 5)
        await storage.database.close()
    }

    @Test func aDatabaseThatWasNotMadeForItKeepsItsSize() async throws {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory())
        try await storage.migrate()
        try await storage.insert((0..<2_000).map { finished("e\($0)") })
        let before = try await pages(storage)
        let retention = TaskExecutionsRetention(storage: storage, policy: RetentionPolicy())
        #expect(try await retention.prune(now: .distantFuture) == 2_000)
        #expect(try await pages(storage) == before)
        #expect(try await storage.shrink() == false)
    }

    private func pages(_ storage: SQLTaskExecutionsStorage<SQLiteDatabase>) async throws -> Int {
        try await storage.database.read { connection in
            var pages = 0
            let sql: SQL = "pragma page_count"
            try connection.run(sql.rendered(for: .sqlite), bind: { _ in }) { pages = try $0.next() }
            return pages
        }
    }
}
