public import ArgumentParser
public import TaskExecutionsSchema

/// How the table of executions is indexed.
struct IndexOptions: ParsableArguments {
    @Option(
        help: """
            Which rows the indexes hold: "lean" those that can still be wanted, "reference" all, as durable-execution for \
            TypeScript declares them.
            """
    )
    var indexes = TaskExecutionsIndexProfile.lean
}

extension TaskExecutionsIndexProfile: ExpressibleByArgument {}
