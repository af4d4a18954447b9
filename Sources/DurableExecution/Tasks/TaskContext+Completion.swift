extension TaskContext {
    /// The write that ends this run with an output, for a body that stores its end itself, together with data of its own:
    /// both are there afterwards, or neither is. `SQLTaskExecutions` of `DurableExecutionStorage` has `complete(_:with:)`,
    /// which carries it out in an open transaction.
    ///
    /// The write is fenced as the executor's own is. Where the storage finds nothing to change, the run has no say any more,
    /// and the transaction has to be undone. The body returns the same output right afterwards; until it has returned, nobody
    /// in this process hears of the end. It may throw as well, or its process may die: what is stored stays.
    ///
    /// Nothing is stored by this call, and where the write is not carried out the executor stores what the body returns.
    ///
    /// - Throws: ``DurableExecutionError`` with ``DurableExecutionError/Code/invalidOption`` in the body of a parent task, whose
    ///   end comes after its children (its finalize function may end it); with ``DurableExecutionError/Code/runLost`` where
    ///   the run is over; where the output is not of the task's type, can't be encoded or is too large.
    public func completion(
        with output: some Codable & Sendable
    ) throws(DurableExecutionError) -> TaskExecutionUpdateRequest {
        let task = core.tasks[taskID]
        if task?.isParent == true, run.phase == .body {
            throw DurableExecutionError(
                .invalidOption,
                "the body of the parent task “\(taskID)” can't end it: return the children, and end it in the finalize"
            )
        }
        if let expected = task?.signature.output, expected != type(of: output) {
            throw DurableExecutionError(
                .invalidOption,
                "the output of the task “\(taskID)” is of the type \(expected), and \(type(of: output)) was given"
            )
        }
        guard run.isActive else { throw .runWasLost(executionID) }
        let encoded = try core.payloads.encodeOutput(output, taskID: taskID)
        run.mayStoreEnd()
        return core.request(ending: run, .output(encoded))
    }
}

extension DurableExecutionError {
    /// A run that is not its executor's any more.
    package static func runWasLost(_ executionID: String) -> DurableExecutionError {
        DurableExecutionError(
            .runLost,
            "the run of “\(executionID)” is over or was taken from this executor: let the error end the transaction and the body"
        )
    }
}
