internal import Foundation

/// What runs of executors measured.
struct ExecutorReport: Report {
    struct Run: Codable {
        let workload: String
        let executions: Int
        let seconds: Double
        let cpuSeconds: Double

        var executionsPerSecond: Double { Double(executions) / seconds }
    }

    let scenario = "executor"
    let runs: [Run]

    var lines: [String] {
        let head = TextTable.line("workload", "executions", "seconds", "CPU s", "a second")
        let lines = runs.map { run in
            TextTable.line(
                run.workload, String(run.executions), String(format: "%.3f", run.seconds),
                String(format: "%.3f", run.cpuSeconds), String(format: "%.0f", run.executionsPerSecond)
            )
        }
        return [head] + lines
    }
}
