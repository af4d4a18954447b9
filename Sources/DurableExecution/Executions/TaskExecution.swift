/// One execution of a task as it is stored: everything that is needed to run it to its end
/// (reference: `TaskExecutionStorageValue`).
///
/// Times are Unix milliseconds. A `nil` is stored as NULL, and only NULL is read back as `nil`.
///
/// A storage that keeps documents can encode it as a whole. Which fields go with which status: <doc:WritingAStorage>.
public struct TaskExecution: Sendable, Hashable, Codable {
    /// The execution at the top of the tree; `nil` in that execution itself.
    public var root: TaskExecutionReference?
    public var parent: ParentTaskExecutionReference?

    public var taskID: String
    /// Unique in the storage.
    public var executionID: String

    public var retryPolicy: RetryPolicy
    public var delayMs: Int64
    public var timeoutMs: Int64
    public var areChildrenSequential: Bool
    /// The encoded input.
    public var input: String
    /// The span that enqueued it, as a tracer wrote it down; empty where nobody traces.
    public var traceContext: [String: String]

    /// Who runs it.
    public var executorID: String?
    public var isSleepingTask: Bool
    /// Unique in the storage where it is present.
    public var sleepingTaskUniqueID: String?
    public var status: TaskExecutionStatus
    public var isFinished: Bool
    /// What the body of a parent returned; kept until the execution finishes.
    public var runOutput: String?
    /// The encoded output.
    public var output: String?
    public var error: TaskExecutionError?
    public var retryAttempts: Int
    /// Not to be run before this time.
    public var startAt: Int64
    public var startedAt: Int64?
    /// After this time whoever runs it is taken for dead.
    public var expiresAt: Int64?
    public var waitingForChildrenStartedAt: Int64?
    public var waitingForFinalizeStartedAt: Int64?
    public var finishedAt: Int64?

    public var children: [TaskExecutionReference]?
    public var activeChildrenCount: Int
    public var childrenFinishedProcessingStatus: ChildrenFinishedProcessingStatus
    public var childrenFinishedProcessingExpiresAt: Int64?
    public var childrenFinishedProcessingFinishedAt: Int64?
    public var finalize: TaskExecutionReference?

    public var closeStatus: TaskExecutionCloseStatus
    public var closeExpiresAt: Int64?
    public var closedAt: Int64?
    /// Somebody asked for the running body to be cancelled.
    public var needsCancellation: Bool
    public var createdAt: Int64
    public var updatedAt: Int64
    /// How many executors in a row died while they ran it. A body can't change it, and upstream does not know it.
    public var recoveries: Int

    /// A new execution: `ready`, to start `delayMs` after `now`. A sleeping task, one with a
    /// `sleepingTaskUniqueID`, is `running` at once and expires when its delay and its timeout are over
    /// (reference: `createTaskExecutionStorageValue`).
    public init(
        root: TaskExecutionReference? = nil,
        parent: ParentTaskExecutionReference? = nil,
        taskID: String,
        executionID: String,
        sleepingTaskUniqueID: String? = nil,
        retryPolicy: RetryPolicy = .never,
        delayMs: Int64 = 0,
        timeoutMs: Int64,
        areChildrenSequential: Bool = false,
        input: String,
        traceContext: [String: String] = [:],
        now: Int64
    ) {
        let isSleepingTask = sleepingTaskUniqueID != nil
        let startAt = now.addingClamped(delayMs)
        self.root = root
        self.parent = parent
        self.taskID = taskID
        self.executionID = executionID
        self.retryPolicy = retryPolicy
        self.delayMs = delayMs
        self.timeoutMs = timeoutMs
        self.areChildrenSequential = areChildrenSequential
        self.input = input
        self.traceContext = traceContext
        self.isSleepingTask = isSleepingTask
        self.sleepingTaskUniqueID = sleepingTaskUniqueID
        self.status = isSleepingTask ? .running : .ready
        self.isFinished = false
        self.retryAttempts = 0
        self.startAt = startAt
        self.startedAt = isSleepingTask ? now : nil
        self.expiresAt = isSleepingTask ? startAt.addingClamped(timeoutMs) : nil
        self.activeChildrenCount = 0
        self.childrenFinishedProcessingStatus = .idle
        self.closeStatus = .idle
        self.needsCancellation = false
        self.createdAt = now
        self.updatedAt = now
        self.recoveries = 0
    }

    /// An execution as a storage has it, field by field. Inlined, for a call would copy the whole once more.
    @inlinable
    @inline(__always)
    package init(
        root: TaskExecutionReference?,
        parent: ParentTaskExecutionReference?,
        taskID: String,
        executionID: String,
        retryPolicy: RetryPolicy,
        delayMs: Int64,
        timeoutMs: Int64,
        areChildrenSequential: Bool,
        input: String,
        traceContext: [String: String],
        executorID: String?,
        isSleepingTask: Bool,
        sleepingTaskUniqueID: String?,
        status: TaskExecutionStatus,
        isFinished: Bool,
        runOutput: String?,
        output: String?,
        error: TaskExecutionError?,
        retryAttempts: Int,
        startAt: Int64,
        startedAt: Int64?,
        expiresAt: Int64?,
        waitingForChildrenStartedAt: Int64?,
        waitingForFinalizeStartedAt: Int64?,
        finishedAt: Int64?,
        children: [TaskExecutionReference]?,
        activeChildrenCount: Int,
        childrenFinishedProcessingStatus: ChildrenFinishedProcessingStatus,
        childrenFinishedProcessingExpiresAt: Int64?,
        childrenFinishedProcessingFinishedAt: Int64?,
        finalize: TaskExecutionReference?,
        closeStatus: TaskExecutionCloseStatus,
        closeExpiresAt: Int64?,
        closedAt: Int64?,
        needsCancellation: Bool,
        createdAt: Int64,
        updatedAt: Int64,
        recoveries: Int
    ) {
        self.root = root
        self.parent = parent
        self.taskID = taskID
        self.executionID = executionID
        self.retryPolicy = retryPolicy
        self.delayMs = delayMs
        self.timeoutMs = timeoutMs
        self.areChildrenSequential = areChildrenSequential
        self.input = input
        self.traceContext = traceContext
        self.executorID = executorID
        self.isSleepingTask = isSleepingTask
        self.sleepingTaskUniqueID = sleepingTaskUniqueID
        self.status = status
        self.isFinished = isFinished
        self.runOutput = runOutput
        self.output = output
        self.error = error
        self.retryAttempts = retryAttempts
        self.startAt = startAt
        self.startedAt = startedAt
        self.expiresAt = expiresAt
        self.waitingForChildrenStartedAt = waitingForChildrenStartedAt
        self.waitingForFinalizeStartedAt = waitingForFinalizeStartedAt
        self.finishedAt = finishedAt
        self.children = children
        self.activeChildrenCount = activeChildrenCount
        self.childrenFinishedProcessingStatus = childrenFinishedProcessingStatus
        self.childrenFinishedProcessingExpiresAt = childrenFinishedProcessingExpiresAt
        self.childrenFinishedProcessingFinishedAt = childrenFinishedProcessingFinishedAt
        self.finalize = finalize
        self.closeStatus = closeStatus
        self.closeExpiresAt = closeExpiresAt
        self.closedAt = closedAt
        self.needsCancellation = needsCancellation
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.recoveries = recoveries
    }
}
