import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cancels executions.",
        discussion: """
            For example:

              durable cancel te_06gq2k te_06gq2m --database tasks.db

            The executor that runs an execution cancels its body; the executor that closes it cancels its children. \
            Finished executions are not changed.

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
            for id in try await storage.executionIDs(startingWith: ids) {
                results.append(try await Intervention(id) { try await storage.cancel(executionID: id) })
            }
            return results
        }
        try Intervention.report(results, done: "cancelled", to: output)
    }
}
