/// Why the Swift task of a body is cancelled.
public enum TaskCancellationReason: Sendable, Hashable {
    /// Somebody cancelled the execution, or its parent.
    case cancelled
    /// The body ran longer than its timeout.
    case timedOut
    /// The executor shuts down; the body runs again elsewhere.
    case shuttingDown
    /// Another executor has taken the execution over, because this one did not renew its lease in time.
    case takenOver
}
