import ArgumentParser
import DurableExecutionStorage
import SQLiteDriver
import TypedSQL

/// What a webhook would do: wakes the run that waits, whichever process runs it.
struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Lets a run put its index into use once all documents are done."
    )

    @Argument(help: "The run, as `document-index run` named it.")
    var run: String

    @Option(help: "Who approves.")
    var name = "somebody"

    @OptionGroup var options: DatabaseOption

    func run() async throws {
        var configuration = SQLiteConfiguration()
        configuration.readers = 1
        let database = try await SQLiteDatabase(path: options.database, configuration: configuration)
        let tasks = IndexTasks(try await IndexStore(database))
        let executor = try tasks.executor()
        do {
            let wasWaiting = try await executor.wake(
                tasks.approval, SleepingTaskID(run), output: Approval(name: name)
            )
            print(wasWaiting ? "approved" : "it does not wait for an approval any more")
        } catch let error as DurableExecutionError where error.code == .executionNotFound {
            throw IndexFailure(
                "no run \(run) waits for an approval in “\(options.database)”; it may not have begun yet")
        }
        await executor.shutdown()
        await database.close()
    }
}
