internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import TypedSQL

struct PostgreSQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postgresql",
        abstract: "Lifecycle, executor and latencies on a PostgreSQL server, beside a floor in C on libpq.",
        discussion: """
            Storage and floor take turns; each number is the median of the rounds. Each process has its share of the \
            executions. Without --database a server is started, as an ordinary user, and ends with the command.
            """
    )

    @Option(help: "How many executions live, and how many tasks run.")
    var executions = 10_000

    @Option(parsing: .upToNextOption, help: "How many are inserted, completed, closed and got in one call.")
    var batches = [100, 1]

    @Option(parsing: .upToNextOption, help: "How many processes do it at once.")
    var processes = [1, 4]

    @Option(help: "How often storage and floor run.")
    var rounds = 5

    @Option(help: "How many tasks run one after the other to measure latencies.")
    var latencies = 500

    @Option(parsing: .upToNextOption, help: "What is measured: lifecycle, executor, latency.")
    var parts = PostgreSQLPart.allCases

    @Option(help: "How many executions that are over the table holds before.")
    var rows = 0

    @Option(help: "The URL of a database; a schema is made there for each measurement, and dropped.")
    var database: String?

    @Option(help: "A setting of the benchmark's own server, such as fsync=off; may be given several times.")
    var setting: [String] = []

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func validate() throws {
        if executions < 1 || rounds < 1 || rows < 0 || (batches + processes).contains(where: { $0 < 1 }) {
            throw ValidationError("executions, batches, processes and rounds have to be positive")
        }
        for batch in batches {
            for count in processes where executions % (count * batch) != 0 {
                throw ValidationError("\(executions) is no multiple of \(count) processes × batches of \(batch)")
            }
        }
    }

    func run() async throws {
        let server = try PostgreSQLServer(database, settings: setting)
        defer { server.end() }
        var report = PostgreSQLReport(executions: executions, rows: rows, settings: setting)
        for count in processes {
            if parts.contains(.lifecycle) {
                for batch in batches { report.lifecycles.append(try await lifecycle(batch, count, on: server)) }
            }
            if parts.contains(.executor) { report.executors.append(try await executor(count, on: server)) }
            if parts.contains(.latency) { report.latencies.append(try await latency(count, on: server)) }
        }
        print(try report.text(asJSON: json))
    }

    private func lifecycle(
        _ batch: Int, _ processes: Int, on server: PostgreSQLServer
    ) async throws -> PostgreSQLReport.Lifecycle {
        var times: [PostgreSQLWorker.Role: [PhaseTimes]] = [:]
        for _ in 0..<rounds {
            for role in [PostgreSQLWorker.Role.floor, .storage] {
                let seconds = try await server.withTable { schema, storage in
                    try await PostgreSQLOldRows.insert(rows, into: storage)
                    let team = try WorkerTeam(of: processes) { index in
                        [
                            role.rawValue, server.connectionString, schema, "--executions", "\(executions)", "--batch",
                            "\(batch)", "--index", "\(index)", "--processes", "\(processes)",
                        ]
                    }
                    defer { team.end() }
                    return try (0..<6).map { phase in
                        let (count, seconds) = try team.run(phase)
                        if count != executions { throw StorageLifecycle.Miscount(phase: phase, count: count) }
                        return seconds
                    }
                }
                times[role, default: []].append(PhaseTimes(seconds))
            }
        }
        return PostgreSQLReport.Lifecycle(
            batch: batch, processes: processes, seconds: PhaseTimes(medianOf: times[.storage] ?? []),
            floor: PhaseTimes(medianOf: times[.floor] ?? [])
        )
    }

    /// This process enqueues and waits; it and the others run.
    private func executor(_ processes: Int, on server: PostgreSQLServer) async throws -> PostgreSQLReport.Executor {
        try await server.withTable { schema, storage in
            let team = try WorkerTeam(of: processes - 1) { _ in ["executor", server.connectionString, schema] }
            defer { team.end() }
            let executor = try DurableExecutor(storage: storage)
            try await executor.start()
            let cpu = ProcessTimes.cpuSeconds
            let start = ContinuousClock.now
            try await PlainWorkload(count: executions).run(on: executor)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let cpuSeconds = ProcessTimes.cpuSeconds - cpu
            await executor.shutdown()
            return PostgreSQLReport.Executor(
                processes: processes, tasks: executions, seconds: seconds, cpuSeconds: cpuSeconds
            )
        }
    }

    /// With several processes this one only enqueues, and the others run.
    private func latency(_ processes: Int, on server: PostgreSQLServer) async throws -> PostgreSQLReport.Latency {
        try await server.withTable { schema, storage in
            let team = try WorkerTeam(of: processes - 1) { _ in ["executor", server.connectionString, schema] }
            defer { team.end() }
            let executor = try DurableExecutor(storage: storage)
            try executor.register(LatencyWorker.task)
            if processes == 1 { try await executor.start() }
            let way = try await LatencyReport.Way(of: latencies, pause: .milliseconds(5), on: executor)
            await executor.shutdown()
            return PostgreSQLReport.Latency(
                processes: processes, enqueueToStart: way.enqueueToStart, endToResult: way.endToResult
            )
        }
    }
}

enum PostgreSQLPart: String, CaseIterable, ExpressibleByArgument {
    case lifecycle, executor, latency
}
