extension DurableExecutor {
    /// Declares a parent task with a finalize function and registers it with this executor; see
    /// `DurableTask.parent(_:retry:delay:timeout:validate:body:finalize:)`.
    ///
    /// - Throws: As ``register(_:)``.
    public func parentTask<Input, RunOutput, Output>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>,
        finalize: @escaping @Sendable (ParentResult<RunOutput>, TaskContext) async throws -> Output
    ) throws(DurableExecutionError) -> DurableTask<Input, Output> {
        try registered(
            .parent(
                id, retry: retry, delay: delay, timeout: timeout, validate: validate, body: body, finalize: finalize
            )
        )
    }

    /// Declares a parent task with a finalize task and registers it with this executor; see
    /// ``DurableTask/parent(_:retry:delay:timeout:validate:finalize:body:)``.
    ///
    /// - Throws: As ``register(_:)``.
    public func parentTask<Input, RunOutput, Output>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        finalize: DurableTask<ParentResult<RunOutput>, Output>,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>
    ) throws(DurableExecutionError) -> DurableTask<Input, Output> {
        try registered(
            .parent(
                id, retry: retry, delay: delay, timeout: timeout, validate: validate, finalize: finalize, body: body
            )
        )
    }

    /// Declares a parent task without a finalize and registers it with this executor; see
    /// ``DurableTask/parent(_:retry:delay:timeout:validate:body:)``.
    ///
    /// - Throws: As ``register(_:)``.
    public func parentTask<Input, RunOutput>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>
    ) throws(DurableExecutionError) -> DurableTask<Input, ParentResult<RunOutput>> {
        try registered(
            .parent(id, retry: retry, delay: delay, timeout: timeout, validate: validate, body: body)
        )
    }
}
