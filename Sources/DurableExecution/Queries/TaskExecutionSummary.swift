/// An execution without what may be large: its inputs, its outputs and its list of children.
///
/// ``TaskExecutionsStorage/get(_:)`` has the rest. Times are Unix milliseconds.
public struct TaskExecutionSummary: Sendable, Hashable {
    public var root: TaskExecutionReference?
    public var parent: ParentTaskExecutionReference?
    public var taskID: String
    public var executionID: String
    public var retryOptions: TaskRetryOptions
    public var timeoutMs: Int64
    public var executorID: String?
    public var isSleepingTask: Bool
    public var sleepingTaskUniqueID: String?
    public var status: TaskExecutionStatus
    public var isFinished: Bool
    public var error: TaskExecutionError?
    public var retryAttempts: Int
    public var startAt: Int64
    public var startedAt: Int64?
    public var expiresAt: Int64?
    public var finishedAt: Int64?
    public var activeChildrenCount: Int
    public var closeStatus: TaskExecutionCloseStatus
    public var needsCancellation: Bool
    public var createdAt: Int64
    public var updatedAt: Int64

    public init(_ execution: TaskExecution) {
        root = execution.root
        parent = execution.parent
        taskID = execution.taskID
        executionID = execution.executionID
        retryOptions = execution.retryOptions
        timeoutMs = execution.timeoutMs
        executorID = execution.executorID
        isSleepingTask = execution.isSleepingTask
        sleepingTaskUniqueID = execution.sleepingTaskUniqueID
        status = execution.status
        isFinished = execution.isFinished
        error = execution.error
        retryAttempts = execution.retryAttempts
        startAt = execution.startAt
        startedAt = execution.startedAt
        expiresAt = execution.expiresAt
        finishedAt = execution.finishedAt
        activeChildrenCount = execution.activeChildrenCount
        closeStatus = execution.closeStatus
        needsCancellation = execution.needsCancellation
        createdAt = execution.createdAt
        updatedAt = execution.updatedAt
    }

    /// An execution as a storage has it, field by field.
    package init(
        root: TaskExecutionReference?,
        parent: ParentTaskExecutionReference?,
        taskID: String,
        executionID: String,
        retryOptions: TaskRetryOptions,
        timeoutMs: Int64,
        executorID: String?,
        isSleepingTask: Bool,
        sleepingTaskUniqueID: String?,
        status: TaskExecutionStatus,
        isFinished: Bool,
        error: TaskExecutionError?,
        retryAttempts: Int,
        startAt: Int64,
        startedAt: Int64?,
        expiresAt: Int64?,
        finishedAt: Int64?,
        activeChildrenCount: Int,
        closeStatus: TaskExecutionCloseStatus,
        needsCancellation: Bool,
        createdAt: Int64,
        updatedAt: Int64
    ) {
        self.root = root
        self.parent = parent
        self.taskID = taskID
        self.executionID = executionID
        self.retryOptions = retryOptions
        self.timeoutMs = timeoutMs
        self.executorID = executorID
        self.isSleepingTask = isSleepingTask
        self.sleepingTaskUniqueID = sleepingTaskUniqueID
        self.status = status
        self.isFinished = isFinished
        self.error = error
        self.retryAttempts = retryAttempts
        self.startAt = startAt
        self.startedAt = startedAt
        self.expiresAt = expiresAt
        self.finishedAt = finishedAt
        self.activeChildrenCount = activeChildrenCount
        self.closeStatus = closeStatus
        self.needsCancellation = needsCancellation
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
