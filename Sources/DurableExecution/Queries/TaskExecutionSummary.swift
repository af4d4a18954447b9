/// An execution without what may be large: its inputs, its outputs and its list of children.
///
/// ``TaskExecutionsStorage/get(_:)`` has the rest. Times are Unix milliseconds.
public struct TaskExecutionSummary: Sendable, Hashable {
    /// The execution at the top of the tree; `nil` for a root.
    public var root: TaskExecutionReference?
    /// The execution that this one is a child of.
    public var parent: ParentTaskExecutionReference?
    /// The id of the task.
    public var taskID: String
    /// The id of the execution.
    public var executionID: String
    /// When and how often a failed run is retried.
    public var retryPolicy: RetryPolicy
    /// The time limit of a run, in milliseconds.
    public var timeoutMs: Int64
    /// The executor that claimed it.
    public var executorID: String?
    /// Whether it waits to be woken instead of running a body.
    public var isSleepingTask: Bool
    /// The id by which a sleeping task is woken.
    public var sleepingTaskUniqueID: String?
    /// Where it is in its life.
    public var status: TaskExecutionStatus
    /// Whether its status is final.
    public var isFinished: Bool
    /// Why the last run failed, or the execution ended without an output.
    public var error: TaskExecutionError?
    /// The number of retries so far.
    public var retryAttempts: Int
    /// The time at which it is due, in Unix milliseconds.
    public var startAt: Int64
    /// The time of the last claim, in Unix milliseconds.
    public var startedAt: Int64?
    /// The end of the lease, or of the time of a sleeping task, in Unix milliseconds.
    public var expiresAt: Int64?
    /// The time of its end, in Unix milliseconds.
    public var finishedAt: Int64?
    /// The number of children that are not yet counted as finished.
    public var activeChildrenCount: Int
    /// How far it is closed.
    public var closeStatus: TaskExecutionCloseStatus
    /// Whether its executor has to cancel its body.
    public var needsCancellation: Bool
    /// The time at which it was stored, in Unix milliseconds.
    public var createdAt: Int64
    /// The time of the last change, in Unix milliseconds.
    public var updatedAt: Int64

    /// Creates the summary of an execution.
    public init(_ execution: TaskExecution) {
        root = execution.root
        parent = execution.parent
        taskID = execution.taskID
        executionID = execution.executionID
        retryPolicy = execution.retryPolicy
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
        retryPolicy: RetryPolicy,
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
        self.retryPolicy = retryPolicy
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
