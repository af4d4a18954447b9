extension TaskExecutionsStorage {
    /// Cancels an execution without an executor, in every unfinished state.
    ///
    /// Its body, where one runs, is cancelled by the executor that runs it; its children by whichever executor closes
    /// it.
    ///
    /// - Parameter now: Unix milliseconds.
    /// - Throws: ``TaskExecutionInterventionError``; the storage's errors.
    public func cancel(executionId: String, now: Int64) async throws {
        // It may change its status between the look and the write, but not for ever.
        for _ in 0..<10 {
            guard let execution = try await get([TaskExecutionLookup(executionId: executionId)]).first ?? nil else {
                throw TaskExecutionInterventionError(executionId, .notFound)
            }
            if execution.isFinished { throw TaskExecutionInterventionError(executionId, .isFinished(execution.status)) }
            let filters = TaskExecutionFilters(status: execution.status, isFinished: false)
            let request = TaskExecutionUpdateRequest(
                executionId: executionId, filters: filters, update: TaskExecutionUpdate(cancelling: execution, at: now)
            )
            if try await update([request]) == [true] { return }
        }
        throw TaskExecutionInterventionError(executionId, .conflict)
    }
}

extension TaskExecutionUpdate {
    fileprivate init(cancelling execution: TaskExecution, at now: Int64) {
        self.init(ending: execution, as: .cancelled, at: now)
        error = .set(TaskExecutionError(kind: .cancelled, message: "the execution was cancelled", isRetryable: false))
        // Whoever runs it finds it by this flag and cancels the body.
        if execution.status == .running, !execution.isSleepingTask { needsPromiseCancellation = true }
    }
}
