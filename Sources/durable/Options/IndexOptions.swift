public import ArgumentParser
public import TaskExecutionsSchema

/// The indexes of the table of executions.
struct IndexOptions: ParsableArguments {
    @Option(
        help: """
            The rows that the indexes hold: "lean" only those that are still needed, "reference" all, as durable-execution \
            for TypeScript declares them.
            """
    )
    var indexes = TaskExecutionsIndexProfile.lean
}

extension TaskExecutionsIndexProfile: ExpressibleByArgument {}
