import ArgumentParser
import TaskExecutionsSchema

/// Which table of executions a command works on.
struct TableOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The name of the table; any name that the database allows.", valueName: "name"))
    var table = TaskExecutionsTable.defaultName
}
