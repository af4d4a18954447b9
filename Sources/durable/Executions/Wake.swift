import ArgumentParser
import DurableExecutionStorage
import Foundation
import TypedSQL

struct Wake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Wakes a sleeping task, with an output or an error.",
        discussion: """
            For example:

              durable wake payment-42 --output '{"paid": true}' --database tasks.db
              durable wake payment-43 --error 'the customer has gone' --database tasks.db

            `durable list --sleeping` shows the unique ids.

            \(ExitStatus.queryDiscussion)
            """
    )

    @Argument(help: ArgumentHelp("The unique id with which the task was enqueued.", valueName: "unique-id"))
    var uniqueID: String
    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("The output, encoded as by the codec of the executors.", valueName: "json"))
    var taskOutput: String?
    @Option(help: ArgumentHelp("The message of the error.", valueName: "text")) var error: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if (taskOutput == nil) == (error == nil) { throw ValidationError("give either --output or --error") }
        guard let taskOutput else { return }
        if (try? JSONSerialization.jsonObject(with: Data(taskOutput.utf8), options: .fragmentsAllowed)) == nil {
            throw ValidationError("--output must be JSON; a text is JSON only in double quotes")
        }
    }

    func run() async throws {
        let result: Result<String, TaskExecutionError> =
            if let taskOutput { .success(taskOutput) } else {
                .failure(TaskExecutionError(message: error ?? "", isRetryable: false))
            }
        let intervention = try await database.withExecutions(in: table, isReadOnly: false) { storage in
            try await Intervention(uniqueID) {
                try await storage.wake(sleepingTaskUniqueID: uniqueID, with: result)
            }
        }
        try Intervention.report([intervention], done: "woken:", to: output)
    }
}
