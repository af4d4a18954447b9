extension DurableExecutor {
    /// Declares a task that has no output to give and registers it with this executor; for the parameters see
    /// ``DurableTask``.
    ///
    /// - Throws: As ``register(_:)``.
    public func task<Input>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping @Sendable (Input, TaskContext) async throws -> Void
    ) throws(DurableExecutionError) -> DurableTask<Input, NoValue> {
        try registered(DurableTask(id, retry: retry, delay: delay, timeout: timeout, validate: validate, body: body))
    }

    /// Declares a parent task whose finalize function has no output to give and registers it with this executor; see
    /// `DurableTask.parent(_:retry:delay:timeout:validate:body:finalize:)`.
    ///
    /// - Throws: As ``register(_:)``.
    public func parentTask<Input, RunOutput>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>,
        finalize: @escaping @Sendable (ParentResult<RunOutput>, TaskContext) async throws -> Void
    ) throws(DurableExecutionError) -> DurableTask<Input, NoValue> {
        try registered(
            .parent(
                id, retry: retry, delay: delay, timeout: timeout, validate: validate, body: body, finalize: finalize
            )
        )
    }

    /// Stores an execution of a task that needs no input; otherwise as ``enqueue(_:_:retry:delay:timeout:)``.
    @discardableResult
    public func enqueue<Output>(
        _ task: DurableTask<NoValue, Output>,
        retry: TaskRetryOptions? = nil,
        delay: Duration? = nil,
        timeout: Duration? = nil
    ) async throws -> TaskExecutionHandle<Output> {
        try await enqueue(task, NoValue(), retry: retry, delay: delay, timeout: timeout)
    }
}
