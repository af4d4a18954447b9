/// Why an execution ended without an output, or why its last run is tried again
/// (reference: `DurableExecutionErrorStorageValue`).
public struct TaskExecutionError: Error, Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        case generic
        case notFound = "not_found"
        case timedOut = "timed_out"
        case cancelled
    }

    /// Stored as `errorType`.
    public var kind: Kind
    public var message: String
    /// Whether another run may succeed.
    public var isRetryable: Bool
    /// Whether it arose in the executor and not in the task's body.
    public var isInternal: Bool
    /// How many executors in a row died while they ran the execution; 0 in any error but that one. The reference, which
    /// counts none, passes it over.
    public var recoveries = 0

    private enum CodingKeys: String, CodingKey {
        case kind = "errorType"
        case message, isRetryable, isInternal, recoveries
    }

    public init(
        kind: Kind = .generic, message: String, isRetryable: Bool = true, isInternal: Bool = false, recoveries: Int = 0
    ) {
        self.kind = kind
        self.message = message
        self.isRetryable = isRetryable
        self.isInternal = isInternal
        self.recoveries = recoveries
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(Kind.self, forKey: .kind)
        message = try container.decode(String.self, forKey: .message)
        isRetryable = try container.decode(Bool.self, forKey: .isRetryable)
        isInternal = try container.decode(Bool.self, forKey: .isInternal)
        recoveries = try container.decodeIfPresent(Int.self, forKey: .recoveries) ?? 0
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(message, forKey: .message)
        try container.encode(isRetryable, forKey: .isRetryable)
        try container.encode(isInternal, forKey: .isInternal)
        if recoveries > 0 { try container.encode(recoveries, forKey: .recoveries) }
    }
}
