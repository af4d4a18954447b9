public import Foundation

extension TaskExecutionsStorage {
    /// Makes an execution that has failed, timed out or been cancelled ready to run again, as if for the first time.
    ///
    /// Only one without parent, without children and with a body: the others are part of a tree that has gone on
    /// without them. The time at which it finished stays until it finishes again. One that was cancelled while an executor
    /// ran it can be retried when that executor has cancelled its body, or after 10 seconds.
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
        if let reason = execution.reasonNotToRetry(now: now) {
            throw TaskExecutionInterventionError(executionID, reason)
        }
        var again = TaskExecutionUpdate(to: .ready, at: now)
        again.isFinished = false
        again.retryAttempts = 0
        again.error = .unset
        again.forgetRecoveries(of: execution)
        again.startAt = now
        again.closeStatus = .idle
        again.needsCancellation = false
        let requirements = TaskExecutionRequirements(status: execution.status, isFinished: true)
        let request = TaskExecutionUpdateRequest(executionID: executionID, requirements: requirements, update: again)
        guard try await update([request]) == [true] else {
            throw TaskExecutionInterventionError(executionID, .conflict)
        }
    }
}

extension TaskExecution {
    fileprivate func reasonNotToRetry(now: Int64) -> TaskExecutionInterventionError.Reason? {
        guard status.isErrored else { return .hasNotFailed(status) }
        if let parent {
            return .hasParent(TaskExecutionReference(taskID: parent.taskID, executionID: parent.executionID))
        }
        if isSleepingTask { return .isSleepingTask }
        if children?.isEmpty == false || finalize != nil { return .hasChildren }
        if closeStatus != .closed { return .isNotClosed }
        // The executor that runs the old body is about to cancel it. One that has not done so by now is dead, or has no such
        // run; and if it lives after all, it finds that the run is no longer its own.
        let isCancelling = now < (finishedAt ?? .min).addingClamped(Self.longestCancellationMs)
        return needsCancellation && isCancelling ? .isNotClosed : nil
    }

    /// The default duration of a lease. A living executor needs a `pollInterval`.
    private static let longestCancellationMs: Int64 = 10_000
}
