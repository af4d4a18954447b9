import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing

/// Tables that executors of the TypeScript package `durable-execution` use, too.
@Suite struct SharedTableTests {
    @Test func aTableWithTheIndexesOfTheOtherPackageIsShared() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let declared = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable("tasks", indexes: .reference))
        try await declared.migrate()
        #expect(try await declared.isShared())
        // Declared without them, and found with them.
        let storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable("tasks"))
        #expect(try await storage.isShared())
        try await storage.migrate()
        #expect(try await !storage.isShared())
    }

    @Test func aLargeTreeAndTheIterationsOfALoopAreDeletedInPortions() async throws {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory())
        try await storage.migrate()
        func finished(_ id: String, parent: String? = nil, index: Int = 0) -> TaskExecution {
            var execution = TaskExecution.sample(id, at: 1_000)
            if let parent {
                execution.root = TaskExecutionReference(taskID: "t", executionID: "root")
                execution.parent = ParentTaskExecutionReference(
                    taskID: "t", executionID: parent, indexInParentChildren: index)
            }
            execution.status = .completed
            execution.isFinished = true
            execution.finishedAt = 1_000
            execution.closeStatus = .closed
            return execution
        }
        try await storage.insert([finished("root")])
        try await storage.insert((0..<3_000).map { finished("c\($0)", parent: "root", index: $0) })
        try await storage.insert((0..<300).map { finished("d\($0)", parent: $0 == 0 ? "c7" : "d\($0 - 1)") })
        #expect(try await storage.deleteFinishedIterations(ofLoop: "root", before: 5, limit: 100) == 5)
        let retention = TaskExecutionsRetention(storage: storage, policy: RetentionPolicy(), batchSize: 100)
        #expect(try await retention.prune(now: .distantFuture, isDryRun: true) == 3_296)
        #expect(try await retention.prune(now: .distantFuture) == 3_296)
        #expect(try await storage.counts(TaskExecutionFilter()).total == 0)
    }
}
