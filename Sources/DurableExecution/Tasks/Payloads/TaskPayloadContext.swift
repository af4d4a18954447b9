/// The place in the storage that a payload is written to or read from.
public struct TaskPayloadContext: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case input
        /// What the body of a parent task returned.
        case runOutput
        case output
    }

    public var taskID: String
    public var executionID: String
    public var kind: Kind

    public init(taskID: String, executionID: String, kind: Kind) {
        self.taskID = taskID
        self.executionID = executionID
        self.kind = kind
    }
}

extension TaskPayloadContext: CustomStringConvertible {
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
