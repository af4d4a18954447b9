internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver

struct ExecutorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "executor",
        abstract: "Tasks that do nothing, from their enqueueing to their results, on one executor and an SQLite file."
    )

    @Option(help: "How many tasks run.")
    var tasks = 10_000

    @Flag(help: "Print one JSON object instead of a line.")
    var json = false

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path)
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        let executor = try DurableExecutor(storage: storage)
        let task = try executor.task("nothing") { (input: Int, _) in input }
        try await executor.start()
        let start = ContinuousClock.now
        let handles = try await executor.enqueue(task, inputs: 0..<tasks)
        var sum = 0
        for handle in handles { sum += try await handle.result() }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try await executor.shutdown()
        await database.close()
        if sum != tasks * (tasks - 1) / 2 { throw Miscount(sum: sum) }
        print(
            json
                ? #"{"scenario":"executor","seconds":\#(seconds),"tasks":\#(tasks)}"#
                : String(format: "%d tasks in %.3f s: %.0f a second", tasks, seconds, Double(tasks) / seconds)
        )
    }

    struct Miscount: Error, CustomStringConvertible {
        let sum: Int
        var description: String { "the results add up to \(sum)" }
    }
}
