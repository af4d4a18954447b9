/// What to change in an execution: a field that is not named stays (reference: `TaskExecutionStorageUpdate`).
///
/// A storage does exactly what an update says and derives nothing; which fields follow from a change of status is the
/// executor's knowledge. Times are Unix milliseconds.
public struct TaskExecutionUpdate: Sendable, Hashable {
    public var executorID: FieldChange<String> = .unchanged
    public var status: TaskExecutionStatus?
    public var isFinished: Bool?
    public var runOutput: FieldChange<String> = .unchanged
    public var output: String?
    public var error: FieldChange<TaskExecutionError> = .unchanged
    public var retryAttempts: Int?
    public var startAt: Int64?
    public var startedAt: FieldChange<Int64> = .unchanged
    public var expiresAt: FieldChange<Int64> = .unchanged
    /// Sets `expiresAt` to this time plus the row's own `timeoutMs`; wins over `expiresAt`
    /// (reference: `updateExpiresAtWithStartedAt`).
    public var expiresAfterTimeoutFrom: Int64?
    public var waitingForChildrenStartedAt: Int64?
    public var waitingForFinalizeStartedAt: Int64?
    public var finishedAt: Int64?
    public var children: [TaskExecutionReference]?
    public var activeChildrenCount: Int?
    public var childrenFinishedProcessingStatus: ChildrenFinishedProcessingStatus?
    public var childrenFinishedProcessingExpiresAt: FieldChange<Int64> = .unchanged
    public var childrenFinishedProcessingFinishedAt: Int64?
    public var finalize: TaskExecutionReference?
    public var closeStatus: TaskExecutionCloseStatus?
    public var closeExpiresAt: FieldChange<Int64> = .unchanged
    public var closedAt: Int64?
    public var needsCancellation: Bool?
    public var updatedAt: Int64
    public var recoveries: Int?

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
