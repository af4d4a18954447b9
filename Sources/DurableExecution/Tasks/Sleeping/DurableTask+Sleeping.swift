extension DurableTask where Input == SleepingTaskID {
    /// A task without a body: it is enqueued, or made the child of a parent, with a unique id and waits until somebody wakes
    /// it by that id with an output or an error, in any process (reference: `sleepingTask`).
    ///
    /// - Parameters:
    ///   - id: 1 to 255 letters, digits and underscores.
    ///   - output: What it is woken with.
    ///   - timeout: How long it waits from when it is stored, at least 1 ms; then it ends as `timedOut`.
    public static func sleeping(
        _ id: String, output: Output.Type = Output.self, timeout: Duration
    ) -> DurableTask {
        var definition = TaskDefinition<SleepingTaskID> { _, _, _ in
            throw TaskExecutionError(
                message: "the execution is one of a sleeping task, but has no unique id", isRetryable: false,
                isInternal: true
            )
        }
        definition.isSleeping = true
        return DurableTask(id, TaskOptions(timeout: timeout), definition)
    }
}
