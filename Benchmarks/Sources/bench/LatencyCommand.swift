internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver

struct LatencyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "latency",
        abstract:
            "From an enqueueing to the start of the body, and from its end to the result, in an idle process and across two."
    )

    @Option(help: "How many tasks run, one after the other.")
    var tasks = 1_000

    @Option(help: "How many milliseconds nothing happens before each.")
    var pause = 5

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func run() async throws {
        let report = LatencyReport(
            inOneProcess: try await measure(inAnotherProcess: false),
            acrossTwoProcesses: try await measure(inAnotherProcess: true)
        )
        print(try report.text(asJSON: json))
    }

    private func measure(inAnotherProcess: Bool) async throws -> LatencyReport.Way {
        try await TemporaryFolder.with { folder in
            let path = folder.appending(path: "tasks.db").path
            let database = try await SQLiteDatabase(path: path)
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            let executor = try DurableExecutor(storage: storage)
            try executor.register(LatencyWorker.task)
            let worker = inAnotherProcess ? try LatencyWorker.start(on: path) : nil
            defer { worker?.terminate() }
            if !inAnotherProcess { try await executor.start() }
            let way = try await LatencyReport.Way(of: tasks, pause: .milliseconds(pause), on: executor)
            await executor.shutdown()
            await database.close()
            return way
        }
    }
}

/// What latencies measured.
struct LatencyReport: Report {
    struct Way: Codable {
        let enqueueToStart: Percentiles
        let endToResult: Percentiles

        /// - Parameter pause: For how long nothing happens before each task.
        init(of tasks: Int, pause: Duration, on executor: DurableExecutor) async throws {
            let task = LatencyWorker.task
            // The first one waits for the start of the other process.
            _ = try await executor.enqueue(task).result()
            var (starts, ends): ([Duration], [Duration]) = ([], [])
            for _ in 0..<tasks {
                try await Task.sleep(for: pause)
                let enqueued = ProcessTimes.monotonicNanoseconds
                let body = try await executor.enqueue(task).result()
                ends.append(.nanoseconds(ProcessTimes.monotonicNanoseconds - body.end))
                starts.append(.nanoseconds(body.start - enqueued))
            }
            (enqueueToStart, endToResult) = (Percentiles(starts), Percentiles(ends))
        }
    }

    let scenario = "latency"
    let inOneProcess: Way
    let acrossTwoProcesses: Way

    var lines: [String] {
        [TextTable.line("", "p50 ms", "p99 ms")]
            + [("in one process", inOneProcess), ("across two", acrossTwoProcesses)].flatMap { name, way in
                [("start", way.enqueueToStart), ("result", way.endToResult)].map { what, times in
                    TextTable.line(
                        "\(what) \(name)", String(format: "%.3f", times.p50), String(format: "%.3f", times.p99)
                    )
                }
            }
    }
}
