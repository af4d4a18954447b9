import DurableExecutionStorage

extension TaskExecution {
    static func sample(_ id: String, at time: Int64 = 1000) -> TaskExecution {
        TaskExecution(taskId: "sample", executionId: id, timeoutMs: 500, input: "{}", now: time)
    }
}

extension TaskExecutionUpdate {
    static func claim(by executorId: String = "ex_1", at time: Int64 = 2000) -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(updatedAt: time)
        update.status = .running
        update.executorId = .set(executorId)
        update.startedAt = .set(time)
        update.expiresAfterTimeoutFrom = time
        return update
    }
}

extension TaskExecutionSelector {
    static let allReady = TaskExecutionSelector.startable(status: .ready, startAtLessThan: .max)
}

extension TaskExecutionsStorage {
    func get(_ executionId: String) async throws -> TaskExecution? {
        try await get([TaskExecutionLookup(executionId: executionId)]).first ?? nil
    }
}
