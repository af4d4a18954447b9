extension DurableExecutor {
    /// Makes a task known to this executor, so that it can be enqueued and run here.
    ///
    /// - Throws: ``DurableExecutionError`` where the id is not valid or taken, an option is out of its range, or a task that
    ///   this one is made of is not registered yet.
    public func register<Input, Output>(_ task: DurableTask<Input, Output>) throws(DurableExecutionError) {
        try core.tasks.register(RegisteredTask(task, payloads: core.payloads))
    }

    /// Declares a task and registers it with this executor; for the parameters see ``DurableTask``.
    ///
    /// - Throws: As ``register(_:)``.
    public func task<Input, Output>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping DurableTask<Input, Output>.Body
    ) throws(DurableExecutionError) -> DurableTask<Input, Output> {
        try registered(
            DurableTask(id, retry: retry, delay: delay, timeout: timeout, validate: validate, body: body)
        )
    }

    /// Declares a sleeping task and registers it with this executor; see ``DurableTask/sleeping(_:output:timeout:)``.
    ///
    /// - Throws: As ``register(_:)``.
    public func sleepingTask<Output>(
        _ id: String, output: Output.Type = Output.self, timeout: Duration
    ) throws(DurableExecutionError) -> DurableTask<SleepingTaskID, Output> {
        try registered(.sleeping(id, output: output, timeout: timeout))
    }

    /// Declares tasks that run one after the other and registers them as one; see ``DurableTask/sequential(_:_:)``.
    ///
    /// - Throws: As ``register(_:)``.
    public func sequentialTasks<Input, Output>(
        _ id: String, _ chain: TaskChain<Input, Output>
    ) throws(DurableExecutionError) -> DurableTask<Input, Output> {
        try registered(.sequential(id, chain))
    }

    /// Declares a task that repeats another one and registers it with this executor; see
    /// `DurableTask.looping`.
    ///
    /// - Throws: As ``register(_:)``.
    public func loopingTask<Input, Output>(
        _ id: String,
        repeating iteration: DurableTask<Input, LoopIteration<Output>>,
        maxAttempts: Int,
        delay: @escaping @Sendable (_ attempt: Int) -> Duration
    ) throws(DurableExecutionError) -> DurableTask<Input, LoopResult<Output>> {
        try registered(.looping(id, repeating: iteration, maxAttempts: maxAttempts, delay: delay))
    }

    /// As the other `loopingTask`, with the same time before each iteration.
    ///
    /// - Throws: As ``register(_:)``.
    public func loopingTask<Input, Output>(
        _ id: String,
        repeating iteration: DurableTask<Input, LoopIteration<Output>>,
        maxAttempts: Int,
        delay: Duration = .zero
    ) throws(DurableExecutionError) -> DurableTask<Input, LoopResult<Output>> {
        try registered(.looping(id, repeating: iteration, maxAttempts: maxAttempts, delay: delay))
    }

    func registered<Input, Output>(
        _ task: DurableTask<Input, Output>
    ) throws(DurableExecutionError) -> DurableTask<Input, Output> {
        try register(task)
        return task
    }
}
