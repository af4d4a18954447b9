extension DurableExecutor {
    /// Declares a task and registers it with this executor; for the parameters see ``DurableTask``.
    ///
    /// - Throws: ``DurableExecutionError`` where the id is not valid or taken, or an option is out of its range.
    public func task<Input, Output>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping DurableTask<Input, Output>.Body
    ) throws(DurableExecutionError) -> DurableTask<Input, Output> {
        let task = DurableTask(id, retry: retry, delay: delay, timeout: timeout, validate: validate, body: body)
        try register(task)
        return task
    }

    /// Makes a task known to this executor, so that it can be enqueued and run here.
    ///
    /// - Throws: ``DurableExecutionError`` where the id is not valid or taken, or an option is out of its range.
    public func register<Input, Output>(_ task: DurableTask<Input, Output>) throws(DurableExecutionError) {
        try core.tasks.register(RegisteredTask(task, payloads: core.payloads), id: task.id)
    }
}
