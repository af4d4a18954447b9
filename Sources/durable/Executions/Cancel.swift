import ArgumentParser
import DurableExecutionStorage

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cancels executions.",
        discussion: """
            For example:

              durable cancel te_06gq2k te_06gq2m --database tasks.db

            The body of a running execution is cancelled by the executor that runs it, its children by whichever \
            executor closes it. What is finished already is left alone.

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
                results.append(try await Intervention(id) { try await storage.cancel(executionID: id, now: now) })
            }
            return results
        }
        try Intervention.report(results, done: "cancelled", to: output)
    }
}
