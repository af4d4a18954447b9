/// How a child of a parent task ended (reference: `FinishedChildTaskExecution`).
///
/// Stored as `{"taskId", "executionId", "status", "output" | "error"}`.
public struct FinishedChild: Sendable {
    /// The id of the child's task.
    public let taskID: String
    /// The id of the child's execution.
    public let executionID: String
    /// One of the finished ones.
    public let status: TaskExecutionStatus
    /// Why there is no output; `nil` in a child that completed.
    public let error: TaskExecutionError?

    enum Output: Sendable {
        /// As it is stored.
        case stored(String?)
        /// As it is inside another payload.
        case json(JSONValue)
    }

    let output: Output?
    var payloads: TaskPayloads?

    init(_ execution: TaskExecution, payloads: TaskPayloads) {
        taskID = execution.taskID
        executionID = execution.executionID
        status = execution.status
        let isCompleted = execution.status == .completed
        output = isCompleted ? .stored(execution.output) : nil
        error = isCompleted ? nil : execution.error ?? .missing(status: execution.status)
        self.payloads = payloads
    }

    /// The child's output, which is one of this task.
    ///
    /// - Throws: ``TaskExecutionError`` where the child ended without an output; ``DurableExecutionError`` where it is an
    ///   execution of another task or the output can't be decoded.
    public func output<ChildInput, ChildOutput>(
        of task: DurableTask<ChildInput, ChildOutput>
    ) throws -> ChildOutput {
        guard taskID == task.id else {
            throw DurableExecutionError(
                .executionNotFound, "the child “\(executionID)” is one of the task “\(taskID)”, not of “\(task.id)”"
            )
        }
        if let error { throw error }
        let payloads = payloads ?? .standard
        return try payloads.decode(
            ChildOutput.self, from: try encodedOutput(payloads), what: "output", taskID: taskID
        )
    }

    private var context: TaskPayloadContext {
        TaskPayloadContext(taskID: taskID, executionID: executionID, kind: .output)
    }

    private func encodedOutput(_ payloads: TaskPayloads) throws -> String {
        switch output {
        case .stored(let text): try payloads.open(text, for: context)
        case .json(let value): try payloads.codec.encode(value)
        case nil: try payloads.codec.encode(JSONValue.null)
        }
    }
}

extension FinishedChild: Codable {
    private enum CodingKeys: String, CodingKey {
        case taskID = "taskId"
        case executionID = "executionId"
        case status, output, error
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        taskID = try container.decode(String.self, forKey: .taskID)
        executionID = try container.decode(String.self, forKey: .executionID)
        status = try container.decode(TaskExecutionStatus.self, forKey: .status)
        if status == .completed {
            output = .json(try container.decodeIfPresent(JSONValue.self, forKey: .output) ?? .null)
            error = nil
        } else {
            output = nil
            error = try container.decodeIfPresent(TaskExecutionError.self, forKey: .error) ?? .missing(status: status)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(taskID, forKey: .taskID)
        try container.encode(executionID, forKey: .executionID)
        try container.encode(status, forKey: .status)
        try container.encodeIfPresent(error, forKey: .error)
        switch output {
        case .stored:
            let payloads = payloads ?? .standard
            let text = try encodedOutput(payloads)
            try container.encode(payloads.codec.decode(JSONValue.self, from: text), forKey: .output)
        case .json(let value):
            try container.encode(value, forKey: .output)
        case nil:
            break
        }
    }
}

extension TaskExecutionError {
    static func missing(status: TaskExecutionStatus) -> TaskExecutionError {
        TaskExecutionError(message: "the execution ended as \(status) without an error")
    }
}
