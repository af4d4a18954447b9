extension DurableExecutor {
    /// Makes a task known to this executor, so that it can be enqueued and run here.
    ///
    /// ```swift
    /// let double = try executor.register(DurableTask("double") { (number: Int, context) in 2 * number })
    /// let chain = try executor.register(.sequential("chain", double.then(double)))
    /// ```
    ///
    /// - Returns: The task.
    /// - Throws: ``DurableExecutionError`` if the id is invalid or taken, an option is out of its range, or a task that this one
    ///   is made of is not registered yet.
    @discardableResult
    public func register<Input, Output>(
        _ task: DurableTask<Input, Output>
    ) throws(DurableExecutionError) -> DurableTask<Input, Output> {
        try core.tasks.register(RegisteredTask(task, payloads: core.payloads))
        return task
    }
}
