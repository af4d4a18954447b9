/// What to change in an execution: a field that is not named stays (reference: `TaskExecutionStorageUpdate`).
///
/// A storage does exactly what an update says and derives nothing; which fields follow from a change of status is the
/// executor's knowledge. Times are Unix milliseconds.
public struct TaskExecutionUpdate: Sendable, Hashable {
    /// The executor that claimed it.
    public var executorID: FieldChange<String> = .unchanged
    /// Where it is in its life.
    public var status: TaskExecutionStatus?
    /// Whether its status is final.
    public var isFinished: Bool?
    /// What the body of a parent returned, as the codec encoded it.
    public var runOutput: FieldChange<String> = .unchanged
    /// The output, as the codec encoded it.
    public var output: String?
    /// Why the last run failed, or the execution ended without an output.
    public var error: FieldChange<TaskExecutionError> = .unchanged
    /// The number of retries so far.
    public var retryAttempts: Int?
    /// The time at which it is due, in Unix milliseconds.
    public var startAt: Int64?
    /// The time of the last claim, in Unix milliseconds.
    public var startedAt: FieldChange<Int64> = .unchanged
    /// The end of the lease, or of the time of a sleeping task, in Unix milliseconds.
    public var expiresAt: FieldChange<Int64> = .unchanged
    /// Sets `expiresAt` to this time plus the row's own `timeoutMs`; wins over `expiresAt`
    /// (reference: `updateExpiresAtWithStartedAt`).
    public var expiresAfterTimeoutFrom: Int64?
    /// The time at which its children were stored, in Unix milliseconds.
    public var waitingForChildrenStartedAt: Int64?
    /// The time at which its finalize task was stored, in Unix milliseconds.
    public var waitingForFinalizeStartedAt: Int64?
    /// The time of its end, in Unix milliseconds.
    public var finishedAt: Int64?
    /// The children in the order in which the body returned them.
    public var children: [TaskExecutionReference]?
    /// The number of children that are not yet counted as finished.
    public var activeChildrenCount: Int?
    /// How far an executor is with its finished children.
    public var childrenFinishedProcessingStatus: ChildrenFinishedProcessingStatus?
    /// The end of the lease on processing its children, in Unix milliseconds.
    public var childrenFinishedProcessingExpiresAt: FieldChange<Int64> = .unchanged
    /// The time at which its children were processed, in Unix milliseconds.
    public var childrenFinishedProcessingFinishedAt: Int64?
    /// The execution of its finalize task.
    public var finalize: TaskExecutionReference?
    /// How far it is closed.
    public var closeStatus: TaskExecutionCloseStatus?
    /// The end of the lease on closing it, in Unix milliseconds.
    public var closeExpiresAt: FieldChange<Int64> = .unchanged
    /// The time at which it was closed, in Unix milliseconds.
    public var closedAt: Int64?
    /// Whether its executor has to cancel its body.
    public var needsCancellation: Bool?
    /// The time of the last change, in Unix milliseconds.
    public var updatedAt: Int64
    public var recoveries: Int?

    /// Creates an update that changes only the time of the last change.
    public init(updatedAt: Int64) {
        self.updatedAt = updatedAt
    }
}

extension TaskExecution {
    /// Changes the fields that `update` names, as every storage has to.
    public mutating func apply(_ update: TaskExecutionUpdate) {
        executorID = update.executorID.applied(to: executorID)
        if let value = update.status { status = value }
        if let value = update.isFinished { isFinished = value }
        runOutput = update.runOutput.applied(to: runOutput)
        if let value = update.output { output = value }
        error = update.error.applied(to: error)
        if let value = update.retryAttempts { retryAttempts = value }
        if let value = update.startAt { startAt = value }
        startedAt = update.startedAt.applied(to: startedAt)
        expiresAt = update.expiresAt.applied(to: expiresAt)
        if let value = update.expiresAfterTimeoutFrom { expiresAt = value.addingClamped(timeoutMs) }
        if let value = update.waitingForChildrenStartedAt { waitingForChildrenStartedAt = value }
        if let value = update.waitingForFinalizeStartedAt { waitingForFinalizeStartedAt = value }
        if let value = update.finishedAt { finishedAt = value }
        if let value = update.children { children = value }
        if let value = update.activeChildrenCount { activeChildrenCount = value }
        if let value = update.childrenFinishedProcessingStatus { childrenFinishedProcessingStatus = value }
        childrenFinishedProcessingExpiresAt =
            update.childrenFinishedProcessingExpiresAt.applied(to: childrenFinishedProcessingExpiresAt)
        if let value = update.childrenFinishedProcessingFinishedAt { childrenFinishedProcessingFinishedAt = value }
        if let value = update.finalize { finalize = value }
        if let value = update.closeStatus { closeStatus = value }
        closeExpiresAt = update.closeExpiresAt.applied(to: closeExpiresAt)
        if let value = update.closedAt { closedAt = value }
        if let value = update.needsCancellation { needsCancellation = value }
        updatedAt = update.updatedAt
        if let value = update.recoveries { recoveries = value }
    }
}
