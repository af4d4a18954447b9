/// The place in the storage that a payload is written to or read from.
public struct TaskPayloadContext: Sendable, Hashable {
    /// The kind of a payload.
    public enum Kind: String, Sendable, CaseIterable {
        /// The input of an execution.
        case input
        /// What the body of a parent task returned.
        case runOutput
        /// The output of an execution.
        case output
    }

    /// The id of the task.
    public var taskID: String
    /// The id of the execution.
    public var executionID: String
    /// Whether it is an input or an output.
    public var kind: Kind

    /// Creates the context of a payload.
    public init(taskID: String, executionID: String, kind: Kind) {
        self.taskID = taskID
        self.executionID = executionID
        self.kind = kind
    }
}

extension TaskPayloadContext: CustomStringConvertible {
    /// The payload, for messages.
    public var description: String { "the \(kind.name) of the task “\(taskID)”" }
}

extension TaskPayloadContext.Kind {
    var name: String {
        switch self {
        case .input: "input"
        case .runOutput: "run output"
        case .output: "output"
        }
    }
}

extension TaskExecution {
    func payload(_ kind: TaskPayloadContext.Kind) -> TaskPayloadContext {
        TaskPayloadContext(taskID: taskID, executionID: executionID, kind: kind)
    }
}
