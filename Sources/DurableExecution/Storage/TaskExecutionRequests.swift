/// What an execution that is named by its id must be for a lookup or an update; a `nil` requires nothing
/// (reference: `TaskExecutionStorageGetByIdFilters`).
public struct TaskExecutionRequirements: Sendable, Hashable {
    /// Whether it has to be a sleeping task.
    public var isSleepingTask: Bool?
    /// The status that it must have.
    public var status: TaskExecutionStatus?
    /// Whether it has to be finished.
    public var isFinished: Bool?
    /// Only while this executor runs it: what fences the writes of an executor that was taken for dead.
    public var executorID: String?
    /// Only the run that began at this time, in Unix milliseconds: what fences an executor's writes about an earlier run of
    /// its own.
    public var startedAt: Int64?
    /// Only while nobody else has taken on the parent since: the time at which the processing was to expire, in Unix
    /// milliseconds.
    public var childrenFinishedProcessingExpiresAt: Int64?

    /// Creates requirements; `nil` requires nothing.
    public init(
        isSleepingTask: Bool? = nil,
        status: TaskExecutionStatus? = nil,
        isFinished: Bool? = nil,
        executorID: String? = nil,
        startedAt: Int64? = nil,
        childrenFinishedProcessingExpiresAt: Int64? = nil
    ) {
        self.isSleepingTask = isSleepingTask
        self.status = status
        self.isFinished = isFinished
        self.executorID = executorID
        self.startedAt = startedAt
        self.childrenFinishedProcessingExpiresAt = childrenFinishedProcessingExpiresAt
    }

    /// Whether an execution meets all requirements.
    public func matches(_ execution: TaskExecution) -> Bool {
        (isSleepingTask == nil || isSleepingTask == execution.isSleepingTask)
            && (status == nil || status == execution.status)
            && (isFinished == nil || isFinished == execution.isFinished)
            && (executorID == nil || executorID.map(ExactText.init) == execution.executorID.map(ExactText.init))
            && (startedAt == nil || startedAt == execution.startedAt)
            && (childrenFinishedProcessingExpiresAt == nil
                || childrenFinishedProcessingExpiresAt == execution.childrenFinishedProcessingExpiresAt)
    }
}

/// Asks for one execution.
public struct TaskExecutionLookup: Sendable, Hashable {
    /// The id of the execution.
    public var executionID: String
    /// What the execution has to meet.
    public var requirements: TaskExecutionRequirements

    /// Creates a request.
    public init(executionID: String, requirements: TaskExecutionRequirements = TaskExecutionRequirements()) {
        self.executionID = executionID
        self.requirements = requirements
    }
}

/// Changes one execution and, if it was there and matched, inserts its children in the same transaction.
public struct TaskExecutionUpdateRequest: Sendable, Hashable {
    /// The id of the execution.
    public var executionID: String
    /// What the execution has to meet.
    public var requirements: TaskExecutionRequirements
    /// The changes.
    public var update: TaskExecutionUpdate
    /// The children to insert with the update.
    public var children: [TaskExecution]
    /// Whether an execution whose row another transaction has locked is left as it is, as if it did not match, so that the other
    /// requests do not wait for that transaction. It has no effect in a storage that locks no single rows.
    public var skipsLocked: Bool

    /// Creates a request.
    public init(
        executionID: String,
        requirements: TaskExecutionRequirements = TaskExecutionRequirements(),
        update: TaskExecutionUpdate,
        children: [TaskExecution] = [],
        skipsLocked: Bool = false
    ) {
        self.executionID = executionID
        self.requirements = requirements
        self.update = update
        self.children = children
        self.skipsLocked = skipsLocked
    }
}

/// Changes those children of one execution that are, or are not, finished.
public struct ChildTaskExecutionsUpdateRequest: Sendable, Hashable {
    /// The parent of the executions.
    public var parentExecutionID: String
    /// Whether they have to be finished.
    public var isFinished: Bool
    /// The changes.
    public var update: TaskExecutionUpdate

    /// Creates a request.
    public init(parentExecutionID: String, isFinished: Bool, update: TaskExecutionUpdate) {
        self.parentExecutionID = parentExecutionID
        self.isFinished = isFinished
        self.update = update
    }
}
