internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver
internal import TypedSQL

struct LatencyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "latency",
        abstract:
            "From an enqueueing to the start of the body, and from its end to the result, in an idle process and across two.",
        discussion: """
            Between the tasks in one process, after as long a pause, the floor in C inserts and claims an execution: what it takes
            an idle processor itself.
            """
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
            let floorPath = folder.appending(path: "floor.db").path
            let floor = inAnotherProcess ? nil : try await FloorStarter(Workload(count: tasks), floorPath)
            let way = try await LatencyReport.Way(
                of: tasks, pause: .milliseconds(pause), on: executor, inTurnsWith: floor
            )
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
        /// The same as `enqueueToStart`, of the floor.
        let floor: Percentiles?

        /// - Parameters:
        ///   - pause: For how long nothing happens before each task, and each start of the floor.
        ///   - floor: What starts an execution after each task.
        init(
            of tasks: Int, pause: Duration, on executor: DurableExecutor, inTurnsWith floor: FloorStarter? = nil
        ) async throws {
            let task = LatencyWorker.task
            // The first one waits for the start of the other process.
            _ = try await executor.enqueue(task).result()
            var (starts, ends, floorStarts): ([Duration], [Duration], [Duration]) = ([], [], [])
            for number in 0..<tasks {
                try await Task.sleep(for: pause)
                let enqueued = ProcessTimes.monotonicNanoseconds
                let body = try await executor.enqueue(task).result()
                ends.append(.nanoseconds(ProcessTimes.monotonicNanoseconds - body.end))
                starts.append(.nanoseconds(body.start - enqueued))
                guard let floor else { continue }
                try await Task.sleep(for: pause)
                floorStarts.append(try floor.start(number))
            }
            (enqueueToStart, endToResult) = (Percentiles(starts), Percentiles(ends))
            self.floor = floor == nil ? nil : Percentiles(floorStarts)
        }
    }

    let scenario = "latency"
    let inOneProcess: Way
    let acrossTwoProcesses: Way

    var lines: [String] {
        [TextTable.line("", "p50 ms", "p99 ms")]
            + lines("1 process", inOneProcess) + lines("2 processes", acrossTwoProcesses)
    }

    private func lines(_ name: String, _ way: Way) -> [String] {
        [("start, \(name)", way.enqueueToStart), ("start in C", way.floor), ("result, \(name)", way.endToResult)]
            .compactMap { what, times in
                times.map { TextTable.line(what, String(format: "%.3f", $0.p50), String(format: "%.3f", $0.p99)) }
            }
    }
}
