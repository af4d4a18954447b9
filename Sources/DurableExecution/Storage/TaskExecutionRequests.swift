/// Further conditions on an execution that is named by its id; a `nil` asks for nothing
/// (reference: `TaskExecutionStorageGetByIdFilters`).
public struct TaskExecutionFilters: Sendable, Hashable {
    public var isSleepingTask: Bool?
    public var status: TaskExecutionStatus?
    public var isFinished: Bool?
    /// Only while this executor runs it: what fences the writes of an executor that was taken for dead.
    public var executorId: String?

    public init(
        isSleepingTask: Bool? = nil,
        status: TaskExecutionStatus? = nil,
        isFinished: Bool? = nil,
        executorId: String? = nil
    ) {
        self.isSleepingTask = isSleepingTask
        self.status = status
        self.isFinished = isFinished
        self.executorId = executorId
    }

    public func match(_ execution: TaskExecution) -> Bool {
        (isSleepingTask == nil || isSleepingTask == execution.isSleepingTask)
            && (status == nil || status == execution.status)
            && (isFinished == nil || isFinished == execution.isFinished)
            && (executorId == nil || executorId.map(ExactText.init) == execution.executorId.map(ExactText.init))
    }
}

/// Asks for one execution.
public struct TaskExecutionLookup: Sendable, Hashable {
    public var executionId: String
    public var filters: TaskExecutionFilters

    public init(executionId: String, filters: TaskExecutionFilters = TaskExecutionFilters()) {
        self.executionId = executionId
        self.filters = filters
    }
}

/// Changes one execution and, if it was there and matched, inserts its children in the same transaction.
public struct TaskExecutionUpdateRequest: Sendable, Hashable {
    public var executionId: String
    public var filters: TaskExecutionFilters
    public var update: TaskExecutionUpdate
    public var children: [TaskExecution]

    public init(
        executionId: String,
        filters: TaskExecutionFilters = TaskExecutionFilters(),
        update: TaskExecutionUpdate,
        children: [TaskExecution] = []
    ) {
        self.executionId = executionId
        self.filters = filters
        self.update = update
        self.children = children
    }
}

/// Changes those children of one execution that are, or are not, finished.
public struct ChildTaskExecutionsUpdateRequest: Sendable, Hashable {
    public var parentExecutionId: String
    public var isFinished: Bool
    public var update: TaskExecutionUpdate

    public init(parentExecutionId: String, isFinished: Bool, update: TaskExecutionUpdate) {
        self.parentExecutionId = parentExecutionId
        self.isFinished = isFinished
        self.update = update
    }
}
