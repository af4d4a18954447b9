import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists executions, page by page.",
        discussion: """
            For example:

              durable list --database tasks.db --status failed --finished-after 1d
              durable list --database tasks.db --sleeping

            Newest first. Times are in UTC. Rows that can't be decoded are reported on standard error, with --json \
            in the object. With --sleeping, the column UNIQUE ID has the id that `durable wake` needs.

            \(ExitStatus.listDiscussion)
            """
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var filter: FilterOptions
    @Flag(help: "List the oldest first.") var oldestFirst = false
    @Option(help: "The maximum number of executions.") var limit = 50
    @Option(help: ArgumentHelp("Continue after the previous page, which printed the cursor.", valueName: "cursor"))
    var after: TaskExecutionCursor?
    @Flag(help: "Show inputs and outputs.") var payloads = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run() async throws {
        let now = SystemDurableClock().now
        let query = TaskExecutionQuery(
            filter: filter.filter(now: now), order: oldestFirst ? .oldestFirst : .newestFirst, limit: limit,
            cursor: after
        )
        let (page, texts) = try await database.withExecutions(in: table, isReadOnly: true) { storage in
            let page = try await storage.list(query)
            return (page, payloads ? try await storage.payloads(of: page.executions) : [])
        }
        try output.print(report(of: page, texts), lines: lines(of: page, texts, now: now))
        if !output.json { for error in page.undecodable { error.warn() } }
    }

    private func report(of page: TaskExecutionPage, _ texts: [[String: JSONValue]]) -> [String: JSONValue] {
        let executions = page.executions.enumerated().map { index, execution in
            JSONValue(execution, adding: payloads ? texts[index] : [:])
        }
        return [
            "executions": .array(executions), "undecodable": .array(page.undecodable.map { JSONValue($0) }),
            "next": JSONValue(page.next?.description),
        ]
    }

    private func lines(of page: TaskExecutionPage, _ texts: [[String: JSONValue]], now: Int64) -> [String] {
        if page.executions.isEmpty { return page.undecodable.isEmpty ? ["there are no such executions"] : [] }
        let showsUniqueIDs = filter.sleeping == true
        let columns = ["EXECUTION"] + (showsUniqueIDs ? ["UNIQUE ID"] : [])
        var table = TextTable(columns + ["TASK", "STATUS", "RETRIES", "CREATED (UTC)", "DURATION", "ERROR"])
        table.rows = page.executions.map { execution in
            [execution.executionID] + (showsUniqueIDs ? [execution.sleepingTaskUniqueID ?? ""] : []) + [
                execution.taskID, execution.status.text, execution.attempts,
                Time(unixMilliseconds: execution.createdAt).iso8601, execution.duration(now: now),
                execution.error?.message ?? "",
            ]
        }
        var lines = table.lines(width: Terminal.width)
        if !texts.isEmpty {
            // The header, and then each execution with what it holds.
            lines = [lines[0]] + zip(lines.dropFirst(), texts).flatMap { [$0] + Show.lines(of: $1) }
        }
        if let next = page.next { lines.append("there are more: add --after \(next)") }
        return lines
    }
}

extension QueryableTaskExecutionsStorage {
    /// Nothing for a row that can't be read as a whole, and for one that is gone meanwhile.
    fileprivate func payloads(of executions: [TaskExecutionSummary]) async throws -> [[String: JSONValue]] {
        var payloads: [[String: JSONValue]] = []
        for execution in executions {
            do {
                let found = try await get([TaskExecutionLookup(executionID: execution.executionID)]).first ?? nil
                payloads.append(found?.payloads ?? [:])
            } catch is TaskExecutionDecodingError {
                payloads.append([:])
            }
        }
        return payloads
    }
}
