internal import Foundation

/// What was measured on a PostgreSQL server.
struct PostgreSQLReport: Report {
    struct Lifecycle: Codable {
        let batch: Int
        let processes: Int
        let seconds: PhaseTimes
        let floor: PhaseTimes
        let ratio: PhaseTimes

        init(batch: Int, processes: Int, seconds: PhaseTimes, floor: PhaseTimes) {
            self.batch = batch
            self.processes = processes
            self.seconds = seconds
            self.floor = floor
            ratio = seconds / floor
        }
    }

    struct Executor: Codable {
        let processes: Int
        let tasks: Int
        let seconds: Double
        /// Of the process that enqueues.
        let cpuSeconds: Double
    }

    struct Latency: Codable {
        let processes: Int
        let enqueueToStart: Percentiles
        let endToResult: Percentiles
    }

    let scenario = "postgresql"
    let executions: Int
    /// Those that were over before.
    let rows: Int
    let settings: [String]
    var lifecycles: [Lifecycle] = []
    var executors: [Executor] = []
    var latencies: [Latency] = []

    init(executions: Int, rows: Int, settings: [String]) {
        self.executions = executions
        self.rows = rows
        self.settings = settings
    }

    var lines: [String] {
        lifecycles.flatMap { lines(of: $0) }
            + executors.map { run in
                """
                executor, \(run.processes) \(run.processes == 1 ? "process" : "processes"): \(run.tasks) tasks in \
                \(String(format: "%.3f s, %.0f a second, CPU %.3f s", run.seconds, Double(run.tasks) / run.seconds, run.cpuSeconds))
                """
            } + latencies.flatMap { lines(of: $0) }
    }

    private func lines(of run: Lifecycle) -> [String] {
        let title = """
            \(executions) executions in batches of \(run.batch) by \(run.processes) \
            \(run.processes == 1 ? "process" : "processes")\(rows > 0 ? ", over \(rows) old ones" : "")
            """
        return [title] + PhaseTimes.lines(run.seconds, floor: run.floor, ratio: run.ratio)
    }

    private func lines(of run: Latency) -> [String] {
        [("enqueueing to start", run.enqueueToStart), ("end to result", run.endToResult)].map { name, times in
            "\(name), \(run.processes) \(run.processes == 1 ? "process" : "processes"): "
                + String(format: "p50 %.3f ms, p99 %.3f ms", times.p50, times.p99)
        }
    }
}
