import DurableExecutionStorage
import TypedSQL

extension JSONValue {
    init(_ execution: TaskExecutionSummary, adding others: [String: JSONValue] = [:]) {
        let error = execution.error.map { error in
            JSONValue.object(["message": .text(error.message), "isRetryable": .boolean(error.isRetryable)])
        }
        let members: [String: JSONValue] = [
            "executionId": .text(execution.executionID),
            "taskId": .text(execution.taskID),
            "status": .text(execution.status.text),
            "isFinished": .boolean(execution.isFinished),
            "rootExecutionId": JSONValue(execution.root?.executionID),
            "parentExecutionId": JSONValue(execution.parent?.executionID),
            "executorId": JSONValue(execution.executorID),
            "isSleepingTask": .boolean(execution.isSleepingTask),
            "sleepingTaskUniqueId": JSONValue(execution.sleepingTaskUniqueID),
            "retryAttempts": .number(execution.retryAttempts),
            "maxAttempts": .number(execution.retryPolicy.maxRetries),
            "activeChildrenCount": .number(execution.activeChildrenCount),
            "closeStatus": .text(execution.closeStatus.sqlText.description),
            "error": error ?? .null,
            "startAt": JSONValue(time: execution.startAt),
            "startedAt": JSONValue(time: execution.startedAt),
            "expiresAt": JSONValue(time: execution.expiresAt),
            "finishedAt": JSONValue(time: execution.finishedAt),
            "createdAt": JSONValue(time: execution.createdAt),
            "updatedAt": JSONValue(time: execution.updatedAt),
        ]
        self = .object(members.merging(others) { $1 })
    }

    init(_ error: TaskExecutionDecodingError) {
        self = .object([
            "executionId": JSONValue(error.executionID), "column": .text(error.column),
            "expected": .text(error.expected), "found": .text(error.value),
        ])
    }
}

extension TaskExecution {
    var payloads: [String: JSONValue] {
        ["input": .text(input), "runOutput": JSONValue(runOutput), "output": JSONValue(output)]
    }
}

extension TaskExecutionSummary {
    /// How long the last run took, or has taken until now.
    func duration(now: Int64) -> String {
        guard let startedAt else { return "-" }
        // A run that is not the last one has left its end behind.
        return "\(TimeSpan(from: startedAt, to: isFinished ? finishedAt ?? now : now))"
    }

    var attempts: String { "\(retryAttempts)/\(retryPolicy.maxRetries)" }
}

extension TaskExecutionDecodingError {
    /// Says on standard error that a row is missing in the output.
    func warn() { CommandFailure(description).print() }
}
