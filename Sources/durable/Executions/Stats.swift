import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Counts executions, and shows how much work is waiting.",
        discussion: """
            For example:

              durable stats --database tasks.db

            \(ExitStatus.queryDiscussion)
            """
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let now = SystemDurableClock().now
        let statistics = try await database.withExecutions(in: table, isReadOnly: true) { storage in
            try await storage.statistics(now: now)
        }
        try output.print(report(of: statistics), lines: lines(of: statistics, now: now))
    }

    private func report(of statistics: TaskExecutionStatistics) -> [String: JSONValue] {
        [
            "total": .number(statistics.counts.total),
            "byStatus": JSONValue(statistics.counts.byStatus),
            "tasks": .array(
                statistics.counts.tasks.map { task in
                    .object([
                        "taskId": .text(task.taskID), "total": .number(task.total),
                        "byStatus": JSONValue(task.byStatus),
                    ])
                }
            ),
            "undecodable": .number(statistics.counts.undecodable),
            "oldestDueAt": JSONValue(time: statistics.oldestDueAt),
            "nextDueAt": JSONValue(time: statistics.nextDueAt),
            "executors": .array(
                statistics.executors.map { executor in
                    .object(["executorId": .text(executor.executorID), "running": .number(executor.running)])
                }
            ),
        ]
    }

    private func lines(of statistics: TaskExecutionStatistics, now: Int64) -> [String] {
        let counts = statistics.counts
        let statuses = TaskExecutionStatus.allCases.filter { counts.byStatus[$0] != nil }
        var table = TextTable(["TASK"] + statuses.map { $0.text.uppercased() } + ["TOTAL"])
        let row = { (name: String, byStatus: [TaskExecutionStatus: Int], total: Int) in
            [name] + statuses.map { byStatus[$0].map(String.init) ?? "-" } + ["\(total)"]
        }
        table.rows = counts.tasks.map { row($0.taskID, $0.byStatus, $0.total) }
        if counts.tasks.count != 1 { table.rows.append(row("all", counts.byStatus, counts.total)) }
        var lines = table.lines(width: Terminal.width)
        if counts.undecodable > 0 { lines.append("with an unknown status: \(counts.undecodable)") }
        if let time = statistics.oldestDueAt {
            lines.append("oldest due execution: due for \(TimeSpan(from: time, to: now)), not claimed yet")
        }
        if let time = statistics.nextDueAt {
            lines.append("next execution is due in \(TimeSpan(from: now, to: time))")
        }
        lines += statistics.executors.map { "executor \($0.executorID): runs \($0.running)" }
        return lines
    }
}

extension JSONValue {
    /// All statuses, also those of which there are none.
    fileprivate init(_ byStatus: [TaskExecutionStatus: Int]) {
        let members = TaskExecutionStatus.allCases.map { ($0.text, JSONValue.number(byStatus[$0] ?? 0)) }
        self = .object(Dictionary(uniqueKeysWithValues: members))
    }
}
