/// An execution without what may be large: its inputs, its outputs and its list of children.
///
/// ``TaskExecutionsStorage/get(_:)`` has the rest. Times are Unix milliseconds.
public struct TaskExecutionSummary: Sendable, Hashable {
    public var root: TaskExecutionReference?
    public var parent: ParentTaskExecutionReference?
    public var taskId: String
    public var executionId: String
    public var retryOptions: TaskRetryOptions
    public var timeoutMs: Int64
    public var executorId: String?
    public var isSleepingTask: Bool
    public var sleepingTaskUniqueId: String?
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
    public var needsPromiseCancellation: Bool
    public var createdAt: Int64
    public var updatedAt: Int64

    public init(_ execution: TaskExecution) {
        root = execution.root
        parent = execution.parent
        taskId = execution.taskId
        executionId = execution.executionId
        retryOptions = execution.retryOptions
        timeoutMs = execution.timeoutMs
        executorId = execution.executorId
        isSleepingTask = execution.isSleepingTask
        sleepingTaskUniqueId = execution.sleepingTaskUniqueId
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
        needsPromiseCancellation = execution.needsPromiseCancellation
        createdAt = execution.createdAt
        updatedAt = execution.updatedAt
    }

    /// An execution as a storage has it, field by field.
    package init(
        root: TaskExecutionReference?,
        parent: ParentTaskExecutionReference?,
        taskId: String,
        executionId: String,
        retryOptions: TaskRetryOptions,
        timeoutMs: Int64,
        executorId: String?,
        isSleepingTask: Bool,
        sleepingTaskUniqueId: String?,
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
        needsPromiseCancellation: Bool,
        createdAt: Int64,
        updatedAt: Int64
    ) {
        self.root = root
        self.parent = parent
        self.taskId = taskId
        self.executionId = executionId
        self.retryOptions = retryOptions
        self.timeoutMs = timeoutMs
        self.executorId = executorId
        self.isSleepingTask = isSleepingTask
        self.sleepingTaskUniqueId = sleepingTaskUniqueId
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
        self.needsPromiseCancellation = needsPromiseCancellation
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
