/// Names one execution of one task (reference: `TaskExecutionSummary`).
public struct TaskExecutionReference: Sendable, Hashable {
    public var taskId: String
    public var executionId: String

    public init(taskId: String, executionId: String) {
        self.taskId = taskId
        self.executionId = executionId
    }
}

/// An execution's parent, and its place there (reference: `ParentTaskExecutionSummary`).
public struct ParentTaskExecutionReference: Sendable, Hashable {
    public var taskId: String
    public var executionId: String
    /// The position among the parent's children, from 0.
    public var indexInParentChildren: Int
    public var isOnlyChildOfParent: Bool
    /// A finalize child never counts as one of the parent's active children.
    public var isFinalizeOfParent: Bool

    public init(
        taskId: String,
        executionId: String,
        indexInParentChildren: Int = 0,
        isOnlyChildOfParent: Bool = false,
        isFinalizeOfParent: Bool = false
    ) {
        self.taskId = taskId
        self.executionId = executionId
        self.indexInParentChildren = indexInParentChildren
        self.isOnlyChildOfParent = isOnlyChildOfParent
        self.isFinalizeOfParent = isFinalizeOfParent
    }
}
