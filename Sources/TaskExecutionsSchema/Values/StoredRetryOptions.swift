public import DurableExecution
public import TypedSQL

/// What the column `retry_options` holds: the retry policy, and with it the trace context, for which the table has no column.
///
/// `{"maxAttempts": 3, "baseDelayMs": 1000, "jitter": 0.5, "traceContext": {"traceparent": "00-4bf9…-01"}}`. The reference keeps keys that it does not know; an
/// empty trace context is left out, and one that is no object of strings, by another program's hand, counts as none.
public struct StoredRetryOptions: Sendable, Hashable {
    /// When and how often a failed run is retried.
    public var policy: RetryPolicy
    /// See `TaskExecution.traceContext`.
    public var traceContext: [String: String]

    /// Creates what the column stores.
    public init(_ policy: RetryPolicy, traceContext: [String: String] = [:]) {
        self.policy = policy
        self.traceContext = traceContext
    }
}

extension StoredRetryOptions: SQLJSON {
    /// Without retries and without a trace.
    private static let common = (text: #"{"maxAttempts":0}"# as StaticString, value: Self(.never))

    public static var commonDocument: (text: StaticString, value: Self)? { common }

    public func bind(to binder: inout SQLBinder) {
        if self == Self.common.value { binder.bind(constant: Self.common.text) } else { binder.bind(text: jsonText) }
    }

    public init(from json: inout JSONReader) throws(JSONError) {
        var maxAttempts: Int64?
        var baseDelayMs: Int64?
        var delayMultiplier: Double?
        var maxDelayMs: Int64?
        var jitter: Double?
        var traceContext: [String: String] = [:]
        try json.object { key, json throws(JSONError) in
            if json.null() { return }
            switch key {
            case "maxAttempts": maxAttempts = try json.integer()
            case "baseDelayMs": baseDelayMs = try json.integerRoundedUp()
            case "delayMultiplier": delayMultiplier = try json.number()
            case "maxDelayMs": maxDelayMs = try json.integerRoundedUp()
            case "jitter": jitter = try json.number()
            case "traceContext": traceContext = try json.ifReadable(Self.traceContext) ?? [:]
            default: try json.skip()
            }
        }
        guard let maxAttempts else { throw json.error("a member “maxAttempts”") }
        // Without a jitter the delays are upstream's, whose executor, an earlier version or the SQL function wrote the row.
        let policy = RetryPolicy(
            maxRetries: Int(clamping: maxAttempts), initialDelay: .milliseconds(baseDelayMs ?? 0),
            multiplier: delayMultiplier ?? 1, maxDelay: maxDelayMs.map { .milliseconds($0) }, jitter: jitter ?? 0
        )
        self.init(policy, traceContext: traceContext)
    }

    private static func traceContext(_ json: inout JSONReader) throws(JSONError) -> [String: String] {
        var carrier: [String: String] = [:]
        try json.object { key, json throws(JSONError) in carrier[key] = try json.string() }
        return carrier
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("maxAttempts") { $0.write(policy.maxRetries) }
            let initialDelay = policy.initialDelay.milliseconds
            if initialDelay != 0 { json.member("baseDelayMs") { $0.write(initialDelay) } }
            if policy.multiplier != 1 { json.member("delayMultiplier") { $0.write(policy.multiplier) } }
            if let delay = policy.maxDelay { json.member("maxDelayMs") { $0.write(delay.milliseconds) } }
            if policy.jitter != 0 { json.member("jitter") { $0.write(policy.jitter) } }
            if !traceContext.isEmpty { json.member("traceContext") { write(traceContext, to: &$0) } }
        }
    }

    private func write(_ carrier: [String: String], to json: inout JSONWriter) {
        json.object { json in
            for (key, value) in carrier.sorted(by: { $0.key < $1.key }) { json.member(named: key) { $0.write(value) } }
        }
    }
}
