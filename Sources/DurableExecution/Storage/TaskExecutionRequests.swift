/// Further conditions on an execution that is named by its id; a `nil` asks for nothing
/// (reference: `TaskExecutionStorageGetByIdFilters`).
public struct TaskExecutionFilters: Sendable, Hashable {
    public var isSleepingTask: Bool?
    public var status: TaskExecutionStatus?
    public var isFinished: Bool?
    /// Only while this executor runs it: what fences the writes of an executor that was taken for dead.
    public var executorId: String?
    /// Only the run that began at this time, in Unix milliseconds: what fences an executor's writes about an earlier run of
    /// its own.
    public var startedAt: Int64?
    /// Only while nobody else has taken on the parent since: the time at which the processing was to expire, in Unix
    /// milliseconds.
    public var onChildrenFinishedProcessingExpiresAt: Int64?

    public init(
        isSleepingTask: Bool? = nil,
        status: TaskExecutionStatus? = nil,
        isFinished: Bool? = nil,
        executorId: String? = nil,
        startedAt: Int64? = nil,
        onChildrenFinishedProcessingExpiresAt: Int64? = nil
    ) {
        self.isSleepingTask = isSleepingTask
        self.status = status
        self.isFinished = isFinished
        self.executorId = executorId
        self.startedAt = startedAt
        self.onChildrenFinishedProcessingExpiresAt = onChildrenFinishedProcessingExpiresAt
    }

    public func match(_ execution: TaskExecution) -> Bool {
        (isSleepingTask == nil || isSleepingTask == execution.isSleepingTask)
            && (status == nil || status == execution.status)
            && (isFinished == nil || isFinished == execution.isFinished)
            && (executorId == nil || executorId.map(ExactText.init) == execution.executorId.map(ExactText.init))
            && (startedAt == nil || startedAt == execution.startedAt)
            && (onChildrenFinishedProcessingExpiresAt == nil
                || onChildrenFinishedProcessingExpiresAt == execution.onChildrenFinishedProcessingExpiresAt)
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
