internal import Foundation

/// What runs of executors measured.
struct ExecutorReport: Codable {
    struct Run: Codable {
        let workload: String
        let executions: Int
        let seconds: Double
        let cpuSeconds: Double

        var executionsPerSecond: Double { Double(executions) / seconds }
    }

    var scenario = "executor"
    let runs: [Run]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var table: String {
        let head = TextTable.line("workload", "executions", "seconds", "CPU s", "a second")
        let lines = runs.map { run in
            TextTable.line(
                run.workload, String(run.executions), String(format: "%.3f", run.seconds),
                String(format: "%.3f", run.cpuSeconds), String(format: "%.0f", run.executionsPerSecond)
            )
        }
        return ([head] + lines).joined(separator: "\n")
    }
}
