/// How often, and after which delays, an execution whose body threw runs again (reference: `TaskRetryOptions`).
///
/// ```swift
/// RetryPolicy(maxRetries: 5, initialDelay: .seconds(1), multiplier: 2, maxDelay: .seconds(60))
/// ```
///
/// Before retry n, counted from 0, an execution waits at most d = `min(initialDelay × multiplier^n, maxDelay)`. Executions
/// that failed together would all come back together, so each of them takes a random part off: with a ``jitter`` of j it waits
/// between (1 − j) × d and d.
///
/// Delays are stored in whole milliseconds, rounded up.
public struct RetryPolicy: Sendable, Hashable {
    /// Retries after the first run, 0 to 1,000; 0 runs the body once.
    public var maxRetries: Int
    /// The longest delay before the first retry, at most one hour.
    public var initialDelay: Duration
    /// Growth of the delay from one retry to the next, 0.1 to 10.
    public var multiplier: Double
    /// The longest delay, at most 24 hours; `nil` sets no limit.
    public var maxDelay: Duration?
    /// The part of each delay that chance may take off, from 0 (none) to 1 (all of it).
    ///
    /// It is 0 in executions that were stored without a jitter: by upstream, by an earlier version or by the SQL function.
    public var jitter: Double

    /// Creates a policy.
    ///
    /// - Parameters:
    ///   - maxRetries: Retries after the first run, 0 to 1,000.
    ///   - initialDelay: The longest delay before the first retry, at most one hour.
    ///   - multiplier: Growth of the delay from one retry to the next, 0.1 to 10.
    ///   - maxDelay: The longest delay, not under `initialDelay` and at most 24 hours; `nil` sets no limit.
    ///   - jitter: The part of each delay that chance may take off, 0 to 1.
    public init(
        maxRetries: Int,
        initialDelay: Duration = .zero,
        multiplier: Double = 1,
        maxDelay: Duration? = nil,
        jitter: Double = 0.5
    ) {
        self.maxRetries = maxRetries
        self.initialDelay = initialDelay
        self.multiplier = multiplier
        self.maxDelay = maxDelay
        self.jitter = jitter
    }

    /// Runs the body once.
    public static let never = RetryPolicy(maxRetries: 0, jitter: 0)
}

/// Encoded under the keys of the column `retry_options`, with delays in milliseconds.
extension RetryPolicy: Codable {
    private enum CodingKeys: String, CodingKey {
        case maxRetries = "maxAttempts"
        case initialDelay = "baseDelayMs"
        case multiplier = "delayMultiplier"
        case maxDelay = "maxDelayMs"
        case jitter
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            maxRetries: try container.decode(Int.self, forKey: .maxRetries),
            initialDelay: .milliseconds(try container.decodeIfPresent(Int64.self, forKey: .initialDelay) ?? 0),
            multiplier: try container.decodeIfPresent(Double.self, forKey: .multiplier) ?? 1,
            maxDelay: try container.decodeIfPresent(Int64.self, forKey: .maxDelay).map { .milliseconds($0) },
            jitter: try container.decodeIfPresent(Double.self, forKey: .jitter) ?? 0
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(maxRetries, forKey: .maxRetries)
        if initialDelay != .zero { try container.encode(initialDelay.milliseconds, forKey: .initialDelay) }
        if multiplier != 1 { try container.encode(multiplier, forKey: .multiplier) }
        try container.encodeIfPresent(maxDelay?.milliseconds, forKey: .maxDelay)
        if jitter != 0 { try container.encode(jitter, forKey: .jitter) }
    }
}

extension RetryPolicy {
    /// The longest delay before a retry, which is the delay without jitter.
    ///
    /// - Parameter retry: Which retry, counted from 0.
    public func longestDelay(beforeRetry retry: Int) -> Duration {
        var delay = Double(initialDelay.milliseconds)
        // In a damaged row it may be any number; no delay grows or shrinks for longer.
        var remaining = multiplier == 1 ? 0 : min(retry, 100_000)
        let limit = maxDelay.map { Double($0.milliseconds) } ?? .greatestFiniteMagnitude
        while remaining > 0, delay > 0, delay < limit || multiplier < 1 {
            delay *= multiplier
            remaining -= 1
        }
        return .milliseconds(Int64(exactly: min(delay, limit).rounded()) ?? .max)
    }

    /// The delay before a retry.
    ///
    /// - Parameters:
    ///   - retry: Which retry, counted from 0.
    ///   - requested: The delay that the error asked for (``TaskFailure/retryAfter``). The execution waits at least so long,
    ///     bounded to 0 to 24 hours, and the jitter adds to it instead of taking away.
    ///   - generator: The source of chance.
    /// - Returns: A delay in whole milliseconds.
    public func delay(
        beforeRetry retry: Int, requested: Duration? = nil, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        if let requested {
            let delay = min(max(requested, .zero), Self.longestRequestedDelay).milliseconds
            return .milliseconds(delay.addingClamped(part(of: delay, using: &generator)))
        }
        let delay = longestDelay(beforeRetry: retry).milliseconds
        return .milliseconds(delay - part(of: delay, using: &generator))
    }

    /// 0 to `jitter` times the delay, in milliseconds.
    private func part(of delay: Int64, using generator: inout some RandomNumberGenerator) -> Int64 {
        // A stored jitter may be any number, or none.
        guard delay > 0, jitter > 0 else { return 0 }
        let most = (Double(delay) * min(jitter, 1)).rounded(.down)
        return .random(in: 0...min(Int64(exactly: most) ?? .max, delay), using: &generator)
    }

    static let longestRequestedDelay = Duration.seconds(24 * 3_600)
}
