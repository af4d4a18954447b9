public import Foundation

/// How an execution ended (reference: `FinishedTaskExecution`).
public struct FinishedTaskExecution<Output: Sendable>: Sendable {
    /// The id of its task.
    public let taskID: String
    /// Its own id.
    public let executionID: String
    /// One of the finished ones.
    public let status: TaskExecutionStatus
    /// The output of a completed execution, or why there is none.
    public let result: Result<Output, TaskExecutionError>
    /// How often the body was tried again.
    public let retryAttempts: Int
    /// The start of the last run; `nil` if there was none.
    public let startedAt: Date?
    /// The end.
    public let finishedAt: Date?

    /// The output; `nil` where the execution ended without one.
    public var output: Output? { try? result.get() }

    /// Why there is no output; `nil` in an execution that completed.
    public var error: TaskExecutionError? {
        if case .failure(let error) = result { error } else { nil }
    }
}

extension FinishedTaskExecution where Output: Decodable {
    init(_ end: TaskExecutionEnd, payloads: TaskPayloads) throws(DurableExecutionError) {
        taskID = end.taskID
        executionID = end.executionID
        status = end.status
        retryAttempts = end.retryAttempts
        startedAt = end.startedAt.map { Date(unixMilliseconds: $0) }
        finishedAt = end.finishedAt.map { Date(unixMilliseconds: $0) }
        if status == .completed {
            let context = TaskPayloadContext(taskID: end.taskID, executionID: end.executionID, kind: .output)
            let output = try payloads.open(end.output, for: context)
            result = .success(try payloads.decode(Output.self, from: output, what: "output", taskID: end.taskID))
        } else {
            result = .failure(end.error ?? .missing(status: status))
        }
    }
}
