/// How an execution ended.
public struct FinishedTaskExecution<Output: Sendable>: Sendable {
    public let taskId: String
    public let executionId: String
    /// One of the finished ones.
    public let status: TaskExecutionStatus
    /// The output of a completed execution, or why there is none.
    public let result: Result<Output, TaskExecutionError>
    /// How often the body was tried again.
    public let retryAttempts: Int
    /// The start of the last run in Unix milliseconds; `nil` where there was none.
    public let startedAt: Int64?
    /// Unix milliseconds.
    public let finishedAt: Int64?

    public var output: Output? { try? result.get() }

    public var error: TaskExecutionError? {
        if case .failure(let error) = result { error } else { nil }
    }
}

extension FinishedTaskExecution where Output: Decodable {
    init(_ execution: TaskExecution, payloads: TaskPayloads) throws(DurableExecutionError) {
        taskId = execution.taskId
        executionId = execution.executionId
        status = execution.status
        retryAttempts = execution.retryAttempts
        startedAt = execution.startedAt
        finishedAt = execution.finishedAt
        if status == .completed {
            result = .success(
                try payloads.decode(
                    Output.self, from: execution.output ?? "null", what: "output", taskId: execution.taskId
                )
            )
        } else {
            let fallback = TaskExecutionError(message: "the execution ended as \(status) without an error")
            result = .failure(execution.error ?? fallback)
        }
    }
}
