/// Names one execution of one task (reference: `TaskExecutionSummary`).
public struct TaskExecutionReference: Sendable, Hashable, Codable {
    /// The id of the task.
    public var taskID: String
    /// The id of the execution.
    public var executionID: String

    /// Creates a reference to an execution of a task.
    public init(taskID: String, executionID: String) {
        self.taskID = taskID
        self.executionID = executionID
    }
}

/// An execution's parent, and its place there (reference: `ParentTaskExecutionSummary`).
public struct ParentTaskExecutionReference: Sendable, Hashable, Codable {
    /// The id of the task.
    public var taskID: String
    /// The id of the execution.
    public var executionID: String
    /// The position among the parent's children, from 0.
    public var indexInParentChildren: Int
    /// Whether the parent lists no other child.
    public var isOnlyChildOfParent: Bool
    /// A finalize child never counts as one of the parent's active children.
    public var isFinalizeOfParent: Bool

    /// Creates a reference from a child to its parent.
    public init(
        taskID: String,
        executionID: String,
        indexInParentChildren: Int = 0,
        isOnlyChildOfParent: Bool = false,
        isFinalizeOfParent: Bool = false
    ) {
        self.taskID = taskID
        self.executionID = executionID
        self.indexInParentChildren = indexInParentChildren
        self.isOnlyChildOfParent = isOnlyChildOfParent
        self.isFinalizeOfParent = isFinalizeOfParent
    }
}
