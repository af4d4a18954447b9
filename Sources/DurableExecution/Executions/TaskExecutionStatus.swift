/// Where an execution stands in its life (reference: `TaskExecutionStatus`).
///
/// `ready` → `running` → one of the finished ones; an execution with children passes through `waitingForChildren` and,
/// where it has a finalize task, `waitingForFinalize`.
public enum TaskExecutionStatus: String, Sendable, Hashable, CaseIterable, Codable {
    /// It can be claimed once it is due.
    case ready
    /// An executor runs it, or a sleeping task waits.
    case running
    /// It ended with an error.
    case failed
    /// It ended because its last run exceeded the time limit.
    case timedOut = "timed_out"
    /// Its body has returned, and its children are not all finished.
    case waitingForChildren = "waiting_for_children"
    /// Its finalize task is not finished.
    case waitingForFinalize = "waiting_for_finalize"
    /// Its finalize failed.
    case finalizeFailed = "finalize_failed"
    /// It ended with an output.
    case completed
    /// It was cancelled.
    case cancelled

    /// Nothing will change the outcome any more.
    public var isFinished: Bool {
        switch self {
        case .failed, .timedOut, .finalizeFailed, .completed, .cancelled: true
        case .ready, .running, .waitingForChildren, .waitingForFinalize: false
        }
    }

    /// Finished, but not with an output.
    public var isErrored: Bool { isFinished && self != .completed }
}

/// How far a parent is with going on after its last child (reference: `TaskExecutionOnChildrenFinishedProcessingStatus`).
public enum ChildrenFinishedProcessingStatus: String, Sendable, Hashable, CaseIterable, Codable {
    /// No executor processes its children.
    case idle
    /// An executor processes its finished children.
    case processing
    /// Its children are processed.
    case processed
}

/// How far a finished execution is with telling its parent and its children (reference: `TaskExecutionCloseStatus`).
public enum TaskExecutionCloseStatus: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is not ready to be closed.
    case idle
    /// It can be closed.
    case ready
    /// An executor closes it.
    case closing
    /// It is closed.
    case closed
}
