extension DurableExecutor {
    /// Stores an execution, which then runs in any executor on the same storage; in this one at once if it was started.
    ///
    /// - Parameters:
    ///   - retry: In place of the task's own retry options.
    ///   - delay: The time before the first run, in place of the task's own.
    ///   - timeout: In place of the task's own.
    /// - Throws: ``DurableExecutionError``, and nothing is stored, where the task is not registered with this executor, an
    ///   option is out of its range, the input can't be encoded or is too large, or the executor was shut down; the
    ///   storage's errors.
    @discardableResult
    public func enqueue<Input, Output>(
        _ task: DurableTask<Input, Output>,
        _ input: Input,
        retry: TaskRetryOptions? = nil,
        delay: Duration? = nil,
        timeout: Duration? = nil
    ) async throws -> TaskExecutionHandle<Output> {
        let options = try checkedOptions(of: task, retry: retry, delay: delay, timeout: timeout)
        let execution = try newExecution(of: task, input, options: options)
        let completion = core.completions.completion(of: execution.executionId, isEnqueuedHere: true)
        try await core.storage.insert([execution])
        core.claim(at: execution.startAt)
        return TaskExecutionHandle(taskId: task.id, executor: self, completion: completion)
    }

    /// Stores one execution for each input, all of them or none, with one call to the storage; otherwise as
    /// ``enqueue(_:_:retry:delay:timeout:)``.
    ///
    /// - Returns: The handles in the order of the inputs.
    @discardableResult
    public func enqueue<Input, Output>(
        _ task: DurableTask<Input, Output>,
        inputs: some Sequence<Input>,
        retry: TaskRetryOptions? = nil,
        delay: Duration? = nil,
        timeout: Duration? = nil
    ) async throws -> [TaskExecutionHandle<Output>] {
        let options = try checkedOptions(of: task, retry: retry, delay: delay, timeout: timeout)
        let executions = try inputs.map { try newExecution(of: task, $0, options: options) }
        let handles = executions.map { execution in
            TaskExecutionHandle<Output>(
                taskId: task.id, executor: self,
                completion: core.completions.completion(of: execution.executionId, isEnqueuedHere: true)
            )
        }
        try await core.storage.insert(executions)
        if let first = executions.map(\.startAt).min() { core.claim(at: first) }
        return handles
    }

    /// A handle to an execution that was enqueued anywhere, perhaps long ago and in another process. Whether it exists shows
    /// when the handle is used.
    public func handle<Input, Output>(
        for task: DurableTask<Input, Output>, executionId: String
    ) -> TaskExecutionHandle<Output> {
        TaskExecutionHandle(
            taskId: task.id, executor: self, completion: core.completions.completion(of: executionId)
        )
    }

    func checkedOptions<Input, Output>(
        of task: DurableTask<Input, Output>, retry: TaskRetryOptions?, delay: Duration?, timeout: Duration?
    ) throws(DurableExecutionError) -> TaskOptions {
        try checkNotShutDown()
        try core.tasks.check(task)
        if retry == nil, delay == nil, timeout == nil { return task.options }
        let options = task.options.overridden(retry: retry, delay: delay, timeout: timeout)
        try options.validate(taskId: task.id)
        return options
    }

    func newExecution<Input, Output>(
        of task: DurableTask<Input, Output>, _ input: Input, options: TaskOptions
    ) throws(DurableExecutionError) -> TaskExecution {
        let executionId = core.identifiers.executionId()
        let context = TaskPayloadContext(taskId: task.id, executionId: executionId, kind: .input)
        return TaskExecution(
            taskId: task.id,
            executionId: executionId,
            retryOptions: options.retry,
            sleepMsBeforeRun: options.sleepMsBeforeRun,
            timeoutMs: options.timeoutMs,
            input: try core.payloads.encode(input, for: context),
            now: core.clock.now
        )
    }
}
