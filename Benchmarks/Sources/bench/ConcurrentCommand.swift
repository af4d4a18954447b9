internal import ArgumentParser
internal import CSlowDisk
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver
internal import TypedSQL

struct ConcurrentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "concurrent",
        abstract: "Single inserts, updates and gets by many callers at once, on an SQLite file.",
        discussion: """
            Writes that come together share a commit. “late” is by how much a task of somebody else's that sleeps for a \
            millisecond is late meanwhile. “slow” is a disk that takes 20 ms for each write. The last lines are gets beside a \
            caller that claims all the time, and without it.
            """
    )

    @Option(help: "How many calls of each kind there are.")
    var calls = 5_000

    @Option(parsing: .upToNextOption, help: "How many callers there are at once.")
    var callers = [1, 8, 64, 512]

    @Option(help: "How many inserts there are on a slow disk.")
    var slowCalls = 256

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func validate() throws {
        if calls < 1 || callers.contains(where: { $0 < 1 }) {
            throw ValidationError("calls and callers have to be positive")
        }
    }

    func run() async throws {
        var measurements: [ConcurrentReport.Measurement] = []
        for synchronous in [SQLiteConfiguration.Synchronous.normal, .full] {
            for callers in callers { measurements += try await measure(callers, synchronous) }
        }
        let (getsAlone, getsBesideClaimer) = (
            try await gets(besideClaimer: false), try await gets(besideClaimer: true)
        )
        measurements += try await measureOnSlowDisk()
        let report = ConcurrentReport(
            calls: calls, measurements: measurements, getsAlone: getsAlone,
            getsBesideClaimer: getsBesideClaimer
        )
        print(try report.text(asJSON: json))
    }

    private func measure(
        _ callers: Int, _ synchronous: SQLiteConfiguration.Synchronous
    ) async throws -> [ConcurrentReport.Measurement] {
        try await TemporaryFolder.with { folder in
            var configuration = SQLiteConfiguration()
            configuration.synchronous = synchronous
            let path = folder.appending(path: "tasks.db").path
            let database = try await SQLiteDatabase(path: path, configuration: configuration)
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            let executions = Workload(count: calls).executions
            let operations: [(name: String, call: @Sendable (Int) async throws -> Void)] = [
                ("insert", { try await storage.insert([executions[$0]]) }),
                (
                    "update",
                    { number in
                        let id = executions[number].executionID
                        var update = TaskExecutionUpdate(updatedAt: Int64(number))
                        update.retryAttempts = 1
                        try await storage.update([TaskExecutionUpdateRequest(executionID: id, update: update)])
                    }
                ),
                (
                    "get",
                    { number in
                        let id = executions[number].executionID
                        if try await storage.get([TaskExecutionLookup(executionID: id)]) == [nil] {
                            throw Missing(id: id)
                        }
                    }
                ),
            ]
            var measurements: [ConcurrentReport.Measurement] = []
            for operation in operations {
                measurements.append(
                    try await measure(operation.name, "\(synchronous)", callers, calls: calls, operation.call))
            }
            await database.close()
            return measurements
        }
    }

    private func measureOnSlowDisk() async throws -> [ConcurrentReport.Measurement] {
        if slow_disk_register() != 0 { throw SlowDiskRefused() }
        return try await TemporaryFolder.with { folder in
            let storage = SQLTaskExecutionsStorage(
                try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path))
            try await storage.migrate()
            var measurements: [ConcurrentReport.Measurement] = []
            for (round, callers) in callers.enumerated() where callers > 1 && callers <= slowCalls {
                let executions = Workload(count: slowCalls, round: round).executions
                slow_disk_delay(20)
                measurements.append(
                    try await measure("insert", "slow", callers, calls: slowCalls) {
                        try await storage.insert([executions[$0]])
                    }
                )
                slow_disk_delay(0)
            }
            await storage.database.close()
            return measurements
        }
    }

    private func measure(
        _ operation: String, _ synchronous: String, _ callers: Int, calls: Int,
        _ call: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> ConcurrentReport.Measurement {
        let (times, lateness) = try await Lateness.during { try await Callers.run(callers, calls: calls, call) }
        return ConcurrentReport.Measurement(
            operation: operation, synchronous: synchronous, callers: callers,
            callsPerSecond: Double(calls) / (times.all / .seconds(1)), call: Percentiles(times.each),
            lateness: Percentiles(lateness)
        )
    }

    private func gets(besideClaimer: Bool) async throws -> Percentiles {
        try await TemporaryFolder.with { folder in
            let storage = SQLTaskExecutionsStorage(
                try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path))
            try await storage.migrate()
            let executions = Workload(count: calls).executions
            try await storage.insert(executions)
            let claimer = Task {
                while besideClaimer, !Task.isCancelled {
                    // What is claimed becomes ready again, so that there is always something.
                    for status in [TaskExecutionStatus.ready, .running] {
                        var update = TaskExecutionUpdate(updatedAt: 1)
                        update.status = status == .ready ? .running : .ready
                        let due = TaskExecutionSelector.startable(status: status, startAtLessThan: .max)
                        _ = try await storage.updateAndReturn(due, limit: 100, update: update)
                    }
                }
            }
            let times = try await Callers.run(1, calls: calls) { number in
                let lookup = TaskExecutionLookup(executionID: executions[number].executionID)
                if try await storage.get([lookup]) == [nil] { throw Missing(id: lookup.executionID) }
            }
            claimer.cancel()
            // The cancellation may interrupt a statement.
            do { try await claimer.value } catch is CancellationError {}
            await storage.database.close()
            return Percentiles(times.each)
        }
    }
}

/// SQLite did not take the slow disk.
private struct SlowDiskRefused: Error {}

/// A get that did not find what was inserted before.
private struct Missing: Error {
    let id: String
}
