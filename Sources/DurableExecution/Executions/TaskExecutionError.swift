/// Why an execution ended without an output, or why its last run is tried again
/// (reference: `DurableExecutionErrorStorageValue`).
public struct TaskExecutionError: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable, CaseIterable {
        case generic
        case notFound
        case timedOut
        case cancelled
    }

    /// Stored as `errorType`.
    public var kind: Kind
    public var message: String
    /// Whether another run may succeed.
    public var isRetryable: Bool
    /// Whether it arose in the executor and not in the task's body.
    public var isInternal: Bool

    public init(kind: Kind = .generic, message: String, isRetryable: Bool = true, isInternal: Bool = false) {
        self.kind = kind
        self.message = message
        self.isRetryable = isRetryable
        self.isInternal = isInternal
    }
}
