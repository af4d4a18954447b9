/// Names one execution of one task (reference: `TaskExecutionSummary`).
public struct TaskExecutionReference: Sendable, Hashable {
    public var taskID: String
    public var executionID: String

    public init(taskID: String, executionID: String) {
        self.taskID = taskID
        self.executionID = executionID
    }
}

/// An execution's parent, and its place there (reference: `ParentTaskExecutionSummary`).
public struct ParentTaskExecutionReference: Sendable, Hashable {
    public var taskID: String
    public var executionID: String
    /// The position among the parent's children, from 0.
    public var indexInParentChildren: Int
    public var isOnlyChildOfParent: Bool
    /// A finalize child never counts as one of the parent's active children.
    public var isFinalizeOfParent: Bool

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
