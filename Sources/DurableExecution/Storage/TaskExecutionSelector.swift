/// Which executions an update is for, and which of them first: one case an index, the oldest first.
///
/// Executions that are equally old come in the order in which they were inserted.
public enum TaskExecutionSelector: Sendable, Hashable {
    /// In this status with `startAt` before a time; by `startAt`.
    case startable(status: TaskExecutionStatus, startAtLessThan: Int64)
    /// In this status and processing status, without active children; by `updatedAt`.
    case childrenFinished(status: TaskExecutionStatus, processingStatus: ChildrenFinishedProcessingStatus)
    /// In this close status; by `updatedAt`.
    case closing(TaskExecutionCloseStatus)
    /// In this status, sleeping or not, with `expiresAt` before a time; by `expiresAt`.
    case expired(status: TaskExecutionStatus, isSleepingTask: Bool, expiresAtLessThan: Int64)
    /// With `childrenFinishedProcessingExpiresAt` before a time; by that time.
    case processingExpired(lessThan: Int64)
    /// With `closeExpiresAt` before a time; by that time.
    case closingExpired(lessThan: Int64)
    /// Of this executor, with or without the wish for cancellation; by `updatedAt`.
    case ofExecutor(String, needsCancellation: Bool)
    /// Finished or not, in this close status; by `updatedAt`.
    case finished(Bool, closeStatus: TaskExecutionCloseStatus)
}

extension TaskExecutionSelector {
    /// Whether the selector finds an execution.
    public func matches(_ execution: TaskExecution) -> Bool {
        switch self {
        case .startable(let status, let time):
            execution.status == status && execution.startAt < time
        case .childrenFinished(let status, let processingStatus):
            execution.status == status && execution.childrenFinishedProcessingStatus == processingStatus
                && execution.activeChildrenCount == 0
        case .closing(let closeStatus):
            execution.closeStatus == closeStatus
        case .expired(let status, let isSleepingTask, let time):
            execution.status == status && execution.isSleepingTask == isSleepingTask
                && execution.expiresAt.map { $0 < time } ?? false
        case .processingExpired(let time):
            execution.childrenFinishedProcessingExpiresAt.map { $0 < time } ?? false
        case .closingExpired(let time):
            execution.closeExpiresAt.map { $0 < time } ?? false
        case .ofExecutor(let executorID, let needsCancellation):
            execution.executorID.map(ExactText.init) == ExactText(executorID)
                && execution.needsCancellation == needsCancellation
        case .finished(let isFinished, let closeStatus):
            execution.isFinished == isFinished && execution.closeStatus == closeStatus
        }
    }

    /// The time by which the matching executions are ordered.
    public func order(of execution: TaskExecution) -> Int64 {
        switch self {
        case .startable: execution.startAt
        case .childrenFinished, .closing, .ofExecutor, .finished: execution.updatedAt
        case .expired: execution.expiresAt ?? .min
        case .processingExpired: execution.childrenFinishedProcessingExpiresAt ?? .min
        case .closingExpired: execution.closeExpiresAt ?? .min
        }
    }
}
