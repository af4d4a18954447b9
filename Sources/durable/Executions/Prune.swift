import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Deletes finished executions that are old.",
        discussion: """
            For example:

              durable prune --older-than 30d --status completed --dry-run --database tasks.db

            Only whole trees are deleted. Their age is that of their root's end. A tree with an execution that is not \
            finished or not closed yet is kept. An SQLite file that was created by this version then shrinks.

            \(ExitStatus.listDiscussion)
            """
    )

    @Option(
        help: ArgumentHelp("The age from which executions are deleted, such as 90s, 15m, 12h or 7d.", valueName: "age"))
    var olderThan: Age
    @Option(help: "Only executions with this status; can be repeated. (default: all that are finished)")
    var status: [TaskExecutionStatus] = []
    @Flag(help: "Only count; delete nothing.") var dryRun = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let status = status.first(where: { !$0.isFinished }) {
            throw ValidationError(
                "an execution that is \(status.text) is not finished and can't be deleted: give another --status")
        }
    }

    func run() async throws {
        let age = Duration.milliseconds(olderThan.milliseconds)
        let policy =
            status.isEmpty
            ? RetentionPolicy(age: age)
            : RetentionPolicy(ages: Dictionary(uniqueKeysWithValues: Set(status).map { ($0, age) }))
        let count = try await database.withExecutions(in: table, isReadOnly: dryRun) { storage in
            try await TaskExecutionsRetention(storage: storage, policy: policy)
                .prune(isDryRun: dryRun)
        }
        let report: [String: JSONValue] = ["executions": .number(count), "isDryRun": .boolean(dryRun)]
        try output.print(report, lines: [dryRun ? "would delete executions: \(count)" : "deleted executions: \(count)"])
    }
}
