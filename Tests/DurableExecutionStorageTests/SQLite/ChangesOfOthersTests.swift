import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

/// Two executors on one file, each with a database of its own as in two processes, that never poll.
@Suite struct ChangesOfOthersTests {
    @Test func workAndResultsOfOthersAreNoticedWithoutAPoll() async throws {
        let folder = try TemporaryFolder()
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(100_000)
        let task = DurableTask("double") { (number: Int, _) in 2 * number }
        var executors: [DurableExecutor] = []
        for _ in 0..<2 {
            let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase(path: folder.file("tasks.db")))
            try await storage.migrate()
            let executor = try DurableExecutor(storage: storage, configuration: configuration)
            try executor.register(task)
            executors.append(executor)
        }
        try await executors[1].start()
        // This one is not started: the other runs what it enqueues.
        let handles = try await executors[0].enqueue(task, inputs: 0..<20)
        for (number, handle) in handles.enumerated() { #expect(try await handle.result() == 2 * number) }
        for executor in executors { await executor.shutdown() }
    }
}
