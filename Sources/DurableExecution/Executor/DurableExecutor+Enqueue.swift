extension DurableExecutor {
    /// Stores an execution, which then runs in any executor on the same storage; in this one at once if it was started
    /// (reference: `enqueueTask`).
    ///
    /// - Parameters:
    ///   - task: One that is registered with this executor.
    ///   - input: Its input; of a sleeping task its unique id.
    ///   - retry: In place of the task's own retry options.
    ///   - delay: The time before the first run, in place of the task's own.
    ///   - timeout: In place of the task's own.
    /// - Throws: ``DurableExecutionError``, and nothing is stored, where the task is not registered with this executor, an
    ///   option is out of its range, the input can't be encoded or is too large, or the executor was shut down;
    ///   ``TaskExecutionExistsError`` where the unique id of a sleeping task is taken; the storage's errors.
    @discardableResult
    public func enqueue<Input, Output>(
        _ task: DurableTask<Input, Output>,
        _ input: Input,
        retry: RetryPolicy? = nil,
        delay: Duration? = nil,
        timeout: Duration? = nil
    ) async throws -> TaskExecutionHandle<Output> {
        try checkNotShutDown()
        let child = task.child(input, retry: retry, delay: delay, timeout: timeout)
        let execution = try core.newExecution(of: child)
        let completion = core.completions.completion(of: execution.executionID, isEnqueuedHere: true)
        try await core.storage.insert([execution])
        core.inserted([execution])
        return TaskExecutionHandle(taskID: task.id, executor: self, completion: completion)
    }

    /// Stores an execution of a task that needs no input; otherwise as ``enqueue(_:_:retry:delay:timeout:)``.
    @discardableResult
    public func enqueue<Output>(
        _ task: DurableTask<NoValue, Output>,
        retry: RetryPolicy? = nil,
        delay: Duration? = nil,
        timeout: Duration? = nil
    ) async throws -> TaskExecutionHandle<Output> {
        try await enqueue(task, NoValue(), retry: retry, delay: delay, timeout: timeout)
    }

    /// Stores one execution for each input, all of them or none, with one call to the storage; otherwise as
    /// ``enqueue(_:_:retry:delay:timeout:)``.
    ///
    /// - Returns: The handles in the order of the inputs.
    @discardableResult
    public func enqueue<Input, Output>(
        _ task: DurableTask<Input, Output>,
        inputs: some Sequence<Input>,
        retry: RetryPolicy? = nil,
        delay: Duration? = nil,
        timeout: Duration? = nil
    ) async throws -> [TaskExecutionHandle<Output>] {
        try checkNotShutDown()
        let executions = try inputs.map { input in
            try core.newExecution(of: task.child(input, retry: retry, delay: delay, timeout: timeout))
        }
        let handles = executions.map { execution in
            TaskExecutionHandle<Output>(
                taskID: task.id, executor: self,
                completion: core.completions.completion(of: execution.executionID, isEnqueuedHere: true)
            )
        }
        try await core.storage.insert(executions)
        core.inserted(executions)
        return handles
    }

    /// A handle to an execution that was enqueued anywhere, perhaps long ago and in another process. Whether it exists shows
    /// when the handle is used (reference: `getTaskExecutionHandle`).
    public func handle<Input, Output>(
        for task: DurableTask<Input, Output>, executionID: String
    ) -> TaskExecutionHandle<Output> {
        TaskExecutionHandle(
            taskID: task.id, executor: self, completion: core.completions.completion(of: executionID)
        )
    }
}
