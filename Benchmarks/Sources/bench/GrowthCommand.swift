internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver
internal import TypedSQL

struct GrowthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract:
            "What waiting executions cost: memory of a running executor, and the time of 1,000 tasks beside them.",
        discussion:
            "Each size has a new SQLite file. Memory is what the process has resident beyond what it had before."
    )

    @Option(parsing: .upToNextOption, help: "How many executions wait.")
    var sizes = [1_000, 10_000, 100_000, 1_000_000]

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func validate() throws {
        if sizes.contains(where: { $0 < 1 }) { throw ValidationError("sizes have to be positive") }
    }

    func run() async throws {
        var measurements: [GrowthReport.Measurement] = []
        for size in sizes { measurements.append(try await measure(size)) }
        print(try GrowthReport(measurements: measurements).text(asJSON: json))
    }

    private func measure(_ size: Int) async throws -> GrowthReport.Measurement {
        try await TemporaryFolder.with { folder in
            let database = try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path)
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            let executor = try DurableExecutor(storage: storage)
            let task = try executor.register(DurableTask("same") { (number: Int, _) in number })
            try await executor.start()
            let workload = PlainWorkload(count: 1_000)
            // What the first tasks bring into memory is none of it.
            for handle in try await executor.enqueue(task, inputs: 0..<1_000) { _ = try await handle.result() }
            let base = ProcessTimes.residentBytes
            let start = ContinuousClock.now
            for first in stride(from: 0, to: size, by: 1_000) {
                let inputs = first..<min(first + 1_000, size)
                try await executor.enqueue(task, inputs: inputs, delay: .seconds(86_400))
            }
            let enqueued = ContinuousClock.now
            let bytes = ProcessTimes.residentBytes - base
            try await workload.run(on: executor)
            let ended = ContinuousClock.now
            await executor.shutdown()
            await database.close()
            return GrowthReport.Measurement(
                waiting: size, enqueueSeconds: (enqueued - start) / .seconds(1),
                megabytes: Double(bytes) / 1_000_000, secondsOf1000Tasks: (ended - enqueued) / .seconds(1)
            )
        }
    }
}

/// What growth measured.
struct GrowthReport: Report {
    struct Measurement: Codable {
        let waiting: Int
        let enqueueSeconds: Double
        let megabytes: Double
        let secondsOf1000Tasks: Double
    }

    let scenario = "growth"
    let measurements: [Measurement]

    var lines: [String] {
        [TextTable.line("waiting", "enqueue s", "memory MB", "1000 tasks")]
            + measurements.map { measurement in
                TextTable.line(
                    String(measurement.waiting), String(format: "%.3f", measurement.enqueueSeconds),
                    String(format: "%.1f", measurement.megabytes),
                    String(format: "%.3f", measurement.secondsOf1000Tasks)
                )
            }
    }
}
