public import DurableExecution
public import TypedSQL

extension TaskExecutionStatus: SQLEnum {
    /// The text that is stored.
    public var sqlText: StaticString {
        switch self {
        case .ready: "ready"
        case .running: "running"
        case .failed: "failed"
        case .timedOut: "timed_out"
        case .waitingForChildren: "waiting_for_children"
        case .waitingForFinalize: "waiting_for_finalize"
        case .finalizeFailed: "finalize_failed"
        case .completed: "completed"
        case .cancelled: "cancelled"
        }
    }
}

extension ChildrenFinishedProcessingStatus: SQLEnum {
    /// The text that is stored.
    public var sqlText: StaticString {
        switch self {
        case .idle: "idle"
        case .processing: "processing"
        case .processed: "processed"
        }
    }
}

extension TaskExecutionCloseStatus: SQLEnum {
    /// The text that is stored.
    public var sqlText: StaticString {
        switch self {
        case .idle: "idle"
        case .ready: "ready"
        case .closing: "closing"
        case .closed: "closed"
        }
    }
}
