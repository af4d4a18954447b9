import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows one execution.",
        discussion: """
            For example:

              durable show te_06gq2k --database tasks.db --payloads

            Times are in UTC.

            \(ExitStatus.queryDiscussion)
            """
    )

    @Argument(help: ArgumentHelp("The execution.", valueName: "execution-id")) var id: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @Flag(help: "Also show the input and the output.") var payloads = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let execution = try await database.withExecutions(in: table, isReadOnly: true) { storage in
            let id = try await storage.executionID(startingWith: id)
            return try await storage.get([TaskExecutionLookup(executionID: id)]).first ?? nil
        }
        guard let execution else {
            throw CommandFailure("there is no execution “\(id)”", status: .nothingFound)
        }
        let texts = payloads ? execution.payloads : [:]
        let summary = TaskExecutionSummary(execution)
        try output.print(
            JSONValue(summary, adding: texts), lines: lines(of: summary) + Self.lines(of: texts)
        )
    }

    private func lines(of execution: TaskExecutionSummary) -> [String] {
        let time = { (time: Int64?) in time.map { Time(unixMilliseconds: $0).iso8601 } }
        let fields: [(String, String?)] = [
            ("execution", execution.executionID), ("task", execution.taskID), ("status", execution.status.text),
            ("error", execution.error?.message), ("root", execution.root?.executionID),
            ("parent", execution.parent?.executionID), ("unique id", execution.sleepingTaskUniqueID),
            ("executor", execution.executorID), ("retries", execution.attempts),
            ("active children", execution.activeChildrenCount > 0 ? "\(execution.activeChildrenCount)" : nil),
            ("created", time(execution.createdAt)), ("due", time(execution.startAt)),
            ("started", time(execution.startedAt)), ("expires", time(execution.expiresAt)),
            ("finished", time(execution.finishedAt)), ("duration", execution.duration(now: SystemDurableClock().now)),
            ("closing", execution.closeStatus.sqlText.description),
        ]
        return fields.compactMap { name, value in value.map { Self.line(name, $0) } }
    }

    /// The payloads that there are, each in a line.
    static func lines(of payloads: [String: JSONValue]) -> [String] {
        [("input", "input"), ("runOutput", "run output"), ("output", "output")].compactMap { key, name in
            if case .text(let text) = payloads[key] { line(name, text) } else { nil }
        }
    }

    private static func line(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: max(1, 17 - name.count)) + value
    }
}
