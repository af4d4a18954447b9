extension DurableExecutor {
    /// Makes an execution without storing it, so that it can be stored in the same transaction as the user's own data: both
    /// are there afterwards, or neither.
    ///
    /// ```swift
    /// let mail = try executor.prepare(sendMail, order)
    /// try await database.transaction { connection in
    ///     try await connection.run(insert(orders).values { $0.mailID = mail.executionID })
    ///     try await storage.on(connection).insert([mail.execution])
    /// }
    /// executor.checkForWork()
    /// let receipt = try await mail.handle.result()
    /// ```
    ///
    /// Nothing is held for an execution that is never stored; it can just be dropped. The parameters are those of
    /// ``enqueue(_:_:retry:delay:timeout:)``; a delay is counted from this call on.
    ///
    /// - Throws: ``DurableExecutionError`` where the task is not registered with this executor, an option is out of its
    ///   range, the input can't be encoded or is too large, or the executor was shut down.
    public func prepare<Input, Output>(
        _ task: DurableTask<Input, Output>,
        _ input: Input,
        retry: RetryPolicy? = nil,
        delay: Duration? = nil,
        timeout: Duration? = nil
    ) throws(DurableExecutionError) -> PreparedTaskExecution<Output> {
        try checkNotShutDown()
        let execution = try core.newExecution(of: task.child(input, retry: retry, delay: delay, timeout: timeout))
        return PreparedTaskExecution(
            execution: execution, handle: handle(for: task, executionID: execution.executionID)
        )
    }

    /// Looks at once, in place of after ``Configuration/pollInterval``, for what is due, cancelled, finished or awaited: to
    /// be called when something was stored that this executor can't know of. Runs nothing where it was not started or is
    /// shut down.
    public func checkForWork() {
        core.lookAtOnce()
    }
}
