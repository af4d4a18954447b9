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
        /// Encoded, as it is inside another payload.
        case encoded(String)
        /// Decoded, as it is inside another payload.
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
        if let error {
            throw error.of(child: TaskExecutionReference(taskID: taskID, executionID: executionID), status)
        }
        let payloads = payloads ?? .standard
        return try payloads.decode(
            ChildOutput.self, from: try encodedOutput(payloads), what: "output", taskID: taskID
        )
    }

    /// How much of its output is in memory.
    var outputBytes: Int {
        switch output {
        case .stored(let text): text?.utf8.count ?? 0
        case .encoded(let text): text.utf8.count
        case .json, nil: 0
        }
    }

    private var context: TaskPayloadContext {
        TaskPayloadContext(taskID: taskID, executionID: executionID, kind: .output)
    }

    private func encodedOutput(_ payloads: TaskPayloads) throws -> String {
        switch output {
        case .stored(let text): try payloads.open(text, for: context)
        case .encoded(let text): text
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
        case .stored, .encoded:
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

extension FinishedChild {
    /// The child as a part of a plain JSON payload, its output as it is stored; its keys sorted.
    func plainJSON(_ payloads: TaskPayloads) throws -> String {
        var text = "{"
        if let error { text += #""error":\#(try payloads.codec.encode(error)),"# }
        text += #""executionId":\#(try payloads.quoted(executionID)),"#
        if output != nil { text += #""output":\#(try payloads.checkedJSON(try encodedOutput(payloads))),"# }
        text += #""status":\#(try payloads.codec.encode(status)),"taskId":\#(try payloads.quoted(taskID))}"#
        return text
    }

    init(plainJSON text: String, _ payloads: TaskPayloads) throws {
        let members = JSONText.members(of: text) ?? [:]
        func decode<Value: Decodable>(_ type: Value.Type, _ key: CodingKeys) throws -> Value? {
            guard let text = members[key.rawValue], text != "null" else { return nil }
            return try JSONText.string(in: text) as? Value ?? payloads.codec.decode(type, from: text)
        }
        guard let taskID = try decode(String.self, .taskID), let executionID = try decode(String.self, .executionID),
            let status = try decode(TaskExecutionStatus.self, .status)
        else { throw TaskPayloadError("is not a finished child") }
        self.taskID = taskID
        self.executionID = executionID
        self.status = status
        self.payloads = payloads
        output = status == .completed ? .encoded(members[CodingKeys.output.rawValue] ?? "null") : nil
        error = status == .completed ? nil : try decode(TaskExecutionError.self, .error) ?? .missing(status: status)
    }
}

extension TaskExecutionError {
    static func missing(status: TaskExecutionStatus) -> TaskExecutionError {
        TaskExecutionError(message: "the execution ended as \(status) without an error")
    }
}
