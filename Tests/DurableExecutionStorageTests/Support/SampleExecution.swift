import DurableExecutionStorage
import TypedSQL

extension TaskExecution {
    static func sample(_ id: String, at time: Int64 = 1000) -> TaskExecution {
        TaskExecution(taskID: "sample", executionID: id, timeoutMs: 500, input: "{}", now: time)
    }
}

extension TaskExecutionUpdate {
    static func claim(by executorID: String = "ex_1", at time: Int64 = 2000) -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(updatedAt: time)
        update.status = .running
        update.executorID = .set(executorID)
        update.startedAt = .set(time)
        update.expiresAfterTimeoutFrom = time
        return update
    }
}

extension TaskExecutionSelector {
    static let allReady = TaskExecutionSelector.startable(status: .ready, startAtLessThan: .max)
}

extension TaskExecutionsStorage {
    func get(_ executionID: String) async throws -> TaskExecution? {
        try await get([TaskExecutionLookup(executionID: executionID)]).first ?? nil
    }
}
