/// How often, and after which delays, an execution whose body threw runs again (reference: `TaskRetryOptions`).
///
/// Retry n, counted from 0, waits `min(baseDelayMs × delayMultiplier^n, maxDelayMs)` milliseconds.
public struct TaskRetryOptions: Sendable, Hashable {
    /// Retries after the first run; 0 runs the body once.
    public var maxAttempts: Int
    /// Milliseconds before the first retry; `nil` is 0.
    public var baseDelayMs: Int64?
    /// Growth of the delay from one retry to the next; `nil` is 1.
    public var delayMultiplier: Double?
    /// The longest delay in milliseconds; `nil` is no limit.
    public var maxDelayMs: Int64?

    /// Creates options; without arguments nothing is retried.
    public init(
        maxAttempts: Int = 0,
        baseDelayMs: Int64? = nil,
        delayMultiplier: Double? = nil,
        maxDelayMs: Int64? = nil
    ) {
        self.maxAttempts = maxAttempts
        self.baseDelayMs = baseDelayMs
        self.delayMultiplier = delayMultiplier
        self.maxDelayMs = maxDelayMs
    }
}
