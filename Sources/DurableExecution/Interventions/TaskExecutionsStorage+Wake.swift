extension TaskExecutionsStorage {
    /// Ends a sleeping task, with its encoded output or with an error, and returns its execution id.
    ///
    /// - Parameters:
    ///   - sleepingTaskUniqueID: The unique id of the sleeping task.
    ///   - result: The output as the executors' codec encodes it.
    ///   - now: Unix milliseconds.
    /// - Throws: ``TaskExecutionInterventionError``; the storage's errors.
    @discardableResult
    public func wake(
        sleepingTaskUniqueID: String, with result: Result<String, TaskExecutionError>, now: Int64
    ) async throws -> String {
        guard let execution = try await get(sleepingTaskUniqueIDs: [sleepingTaskUniqueID]).first ?? nil else {
            throw TaskExecutionInterventionError(sleepingTaskUniqueID, .notFound)
        }
        var end: TaskExecutionUpdate
        switch result {
        case .success(let output):
            end = TaskExecutionUpdate(ending: execution, as: .completed, at: now)
            end.output = output
        case .failure(let error):
            end = TaskExecutionUpdate(ending: execution, as: .failed, at: now)
            end.error = .set(error)
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
