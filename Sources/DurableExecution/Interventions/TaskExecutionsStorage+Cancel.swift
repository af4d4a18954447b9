public import Foundation

extension TaskExecutionsStorage {
    /// Cancels an execution without an executor, in every unfinished state.
    ///
    /// Its body, where one runs, is cancelled by the executor that runs it; its children by whichever executor closes
    /// it.
    ///
    /// - Parameters:
    ///   - executionID: The id of the execution.
    ///   - now: The time that is stored as that of the change.
    /// - Throws: ``TaskExecutionInterventionError``; the storage's errors.
    public func cancel(executionID: String, now: Date = Date()) async throws {
        _ = try await cancel(executionID, by: nil, now: now.unixMilliseconds)
    }

    /// - Parameter executorID: The executor that cancels, and that needs nobody to tell it of its own runs.
    /// - Returns: The execution as it was, and what has ended it.
    func cancel(
        _ executionID: String, by executorID: String?, now: Int64
    ) async throws -> (execution: TaskExecution, update: TaskExecutionUpdate) {
        // It may change its status between the look and the write, but not for ever.
        for _ in 0..<10 {
            guard let execution = try await get([TaskExecutionLookup(executionID: executionID)]).first ?? nil else {
                throw TaskExecutionInterventionError(executionID, .notFound)
            }
            if execution.isFinished { throw TaskExecutionInterventionError(executionID, .isFinished(execution.status)) }
            var requirements = TaskExecutionRequirements(status: execution.status, isFinished: false)
            var cancellation = TaskExecutionUpdate(cancelling: execution, at: now)
            if let runner = execution.runner {
                requirements.executorID = runner
                // It finds the execution by this flag and cancels the body.
                cancellation.needsCancellation = runner != executorID
            }
            let request = TaskExecutionUpdateRequest(
                executionID: executionID, requirements: requirements, update: cancellation
            )
            if try await update([request]) == [true] { return (execution, cancellation) }
        }
        throw TaskExecutionInterventionError(executionID, .conflict)
    }
}

extension TaskExecutionUpdate {
    fileprivate init(cancelling execution: TaskExecution, at now: Int64) {
        self.init(ending: execution, as: .cancelled, at: now)
        error = .set(TaskExecutionError(kind: .cancelled, message: "the execution was cancelled", isRetryable: false))
        // A finalize function that is running is of no use any more.
        if execution.status == .waitingForChildren { childrenFinishedProcessingExpiresAt = .unset }
    }
}

extension TaskExecution {
    /// The executor in which its body or its finalize function may be running.
    fileprivate var runner: String? {
        switch status {
        case .running: isSleepingTask ? nil : executorID
        case .waitingForChildren: childrenFinishedProcessingStatus == .processing ? executorID : nil
        default: nil
        }
    }
}
