/// Why an execution ended without an output, or why its last run is tried again
/// (reference: `DurableExecutionErrorStorageValue`).
public struct TaskExecutionError: Error, Sendable, Hashable, Codable {
    /// The kind of an error.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Any other error.
        case generic
        /// Something that the execution needs does not exist, such as its task.
        case notFound = "not_found"
        /// A run exceeded its time limit.
        case timedOut = "timed_out"
        /// The execution was cancelled.
        case cancelled
    }

    /// Stored as `errorType`.
    public var kind: Kind
    /// What happened, for people.
    public var message: String
    /// Whether another run may succeed.
    public var isRetryable: Bool
    /// Whether it arose in the executor and not in the task's body.
    public var isInternal: Bool
    /// How long to wait at least before the next run; see ``TaskFailure/retryAfter``. It is not stored.
    public var retryAfter: Duration?

    private enum CodingKeys: String, CodingKey {
        case kind = "errorType"
        case message, isRetryable, isInternal
    }

    /// Creates an error with a message; a retryable one by default.
    public init(
        kind: Kind = .generic, message: String, isRetryable: Bool = true, isInternal: Bool = false,
        retryAfter: Duration? = nil
    ) {
        self.kind = kind
        self.message = message
        self.isRetryable = isRetryable
        self.isInternal = isInternal
        self.retryAfter = retryAfter
    }

    /// The error as a storage has it.
    var stored: TaskExecutionError {
        var stored = self
        stored.retryAfter = nil
        return stored
    }
}
