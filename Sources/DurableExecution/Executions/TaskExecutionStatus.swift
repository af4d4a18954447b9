/// Where an execution stands in its life (reference: `TaskExecutionStatus`).
///
/// `ready` → `running` → one of the finished ones; an execution with children passes through `waitingForChildren` and,
/// where it has a finalize task, `waitingForFinalize`.
public enum TaskExecutionStatus: String, Sendable, Hashable, CaseIterable, Codable {
    case ready
    case running
    case failed
    case timedOut = "timed_out"
    case waitingForChildren = "waiting_for_children"
    case waitingForFinalize = "waiting_for_finalize"
    case finalizeFailed = "finalize_failed"
    case completed
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
public enum ChildrenFinishedProcessingStatus: Sendable, Hashable, CaseIterable {
    case idle
    case processing
    case processed
}

/// How far a finished execution is with telling its parent and its children (reference: `TaskExecutionCloseStatus`).
public enum TaskExecutionCloseStatus: Sendable, Hashable, CaseIterable {
    case idle
    case ready
    case closing
    case closed
}
