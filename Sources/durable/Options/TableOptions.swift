import ArgumentParser
import TaskExecutionsSchema

/// The table of executions that a command works on.
struct TableOptions: ParsableArguments {
    @Option(
        name: .customLong("table"),
        help: ArgumentHelp(
            "The name of the table. (default: $DURABLE_TABLE, or \(TaskExecutionsTable.defaultName))", valueName: "name"
        )
    )
    var givenTable: String?

    var table: String {
        givenTable ?? Environment.value(of: "DURABLE_TABLE") ?? TaskExecutionsTable.defaultName
    }
}
