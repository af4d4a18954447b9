public import Foundation

extension TaskExecutionsStorage {
    /// Ends a sleeping task, with its encoded output or with an error, and returns its execution id. An error ends it as
    /// `failed`, or, depending on its kind, as `timedOut` or `cancelled`, as ``DurableExecutor/wake(_:_:error:)`` does.
    ///
    /// - Parameters:
    ///   - sleepingTaskUniqueID: The unique id of the sleeping task.
    ///   - result: The output as the executors' codec encodes it.
    ///   - now: The time that is stored as that of the change.
    /// - Throws: ``TaskExecutionInterventionError``; the storage's errors.
    @discardableResult
    public func wake(
        sleepingTaskUniqueID: String, with result: Result<String, TaskExecutionError>, now: Date = Date()
    ) async throws -> String {
        let now = now.unixMilliseconds
        guard let execution = try await get(sleepingTaskUniqueIDs: [sleepingTaskUniqueID]).first ?? nil else {
            throw TaskExecutionInterventionError(sleepingTaskUniqueID, .notFound)
        }
        var end: TaskExecutionUpdate
        switch result {
        case .success(let output):
            end = TaskExecutionUpdate(ending: execution, as: .completed, at: now)
            end.output = output
        case .failure(var error):
            // A sleeping task has no other run.
            error.isRetryable = false
            end = TaskExecutionUpdate(ending: execution, as: error.kind.finalStatus, at: now)
            end.error = .set(error.stored.storable)
        }
        let requirements = TaskExecutionRequirements(isSleepingTask: true, isFinished: false)
        let request = TaskExecutionUpdateRequest(
            executionID: execution.executionID, requirements: requirements, update: end)
        guard !execution.isFinished, try await update([request]) == [true] else {
            let status = try await get([TaskExecutionLookup(executionID: execution.executionID)]).first??.status
            throw TaskExecutionInterventionError(
                sleepingTaskUniqueID,
                (status ?? execution.status).isFinished ? .isFinished(status ?? execution.status) : .conflict
            )
        }
        return execution.executionID
    }
}
