public import Foundation

extension TaskExecutionsStorage {
    /// Makes an execution that has failed, timed out or been cancelled ready to run again, as if for the first time.
    ///
    /// Only one without parent, without children and with a body: the others are part of a tree that has gone on
    /// without them. The time at which it finished stays until it finishes again.
    ///
    /// - Parameters:
    ///   - executionID: The id of the execution.
    ///   - now: The time that is stored as that of the change.
    /// - Throws: ``TaskExecutionInterventionError``; the storage's errors.
    public func retry(executionID: String, now: Date = Date()) async throws {
        let now = now.unixMilliseconds
        guard let execution = try await get([TaskExecutionLookup(executionID: executionID)]).first ?? nil else {
            throw TaskExecutionInterventionError(executionID, .notFound)
        }
        if let reason = execution.reasonNotToRetry { throw TaskExecutionInterventionError(executionID, reason) }
        var again = TaskExecutionUpdate(to: .ready, at: now)
        again.isFinished = false
        again.retryAttempts = 0
        again.error = .unset
        again.forgetRecoveries(of: execution)
        again.startAt = now
        again.closeStatus = .idle
        let requirements = TaskExecutionRequirements(status: execution.status, isFinished: true)
        let request = TaskExecutionUpdateRequest(executionID: executionID, requirements: requirements, update: again)
        guard try await update([request]) == [true] else {
            throw TaskExecutionInterventionError(executionID, .conflict)
        }
    }
}

extension TaskExecution {
    fileprivate var reasonNotToRetry: TaskExecutionInterventionError.Reason? {
        guard status.isErrored else { return .hasNotFailed(status) }
        if let parent {
            return .hasParent(TaskExecutionReference(taskID: parent.taskID, executionID: parent.executionID))
        }
        if isSleepingTask { return .isSleepingTask }
        if children?.isEmpty == false || finalize != nil { return .hasChildren }
        // The executor that still runs the old body would take it for the new one.
        if closeStatus != .closed || needsCancellation { return .isNotClosed }
        return nil
    }
}
