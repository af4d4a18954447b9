import ArgumentParser
import DurableExecutionStorage

struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes executions that have failed, timed out or been cancelled ready to run again.",
        discussion: """
            For example:

              durable retry te_06gq2k --database tasks.db

            They run as if for the first time, with all their retries before them. Executions with a parent or with \
            children are refused: the tree around them has gone on.

            \(ExitStatus.queryDiscussion)
            """
    )

    @Argument(help: ArgumentHelp("The executions.", valueName: "execution-id")) var ids: [String]
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await database.withExecutions(in: table, isReadOnly: false) { storage in
            var results: [Intervention] = []
            for id in ids {
                let now = SystemDurableClock().now
                results.append(try await Intervention(id) { try await storage.retry(executionID: id, now: now) })
            }
            return results
        }
        try Intervention.report(results, done: "ready again:", to: output)
    }
}
