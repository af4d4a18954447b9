import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes failed, timed out or cancelled executions ready to run again.",
        discussion: """
            For example:

              durable retry te_06gq2k --database tasks.db

            They run as if for the first time, with all their retries. Executions with a parent or with children are \
            rejected, because their tree has continued without them.

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
                results.append(try await Intervention(id) { try await storage.retry(executionID: id) })
            }
            return results
        }
        try Intervention.report(results, done: "ready again:", to: output)
    }
}
