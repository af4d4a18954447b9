public import DurableExecution
public import TypedSQL

/// What the column `retry_options` holds: the options, and beside them the trace context, for which the table has no column.
///
/// `{"maxAttempts": 3, "traceContext": {"traceparent": "00-4bf9…-01"}}`. The reference keeps keys that it does not know; an
/// empty trace context is left out, and one that is no object of strings, by another program's hand, counts as none.
public struct StoredRetryOptions: Sendable, Hashable {
    /// The retry options.
    public var options: TaskRetryOptions
    /// See `TaskExecution.traceContext`.
    public var traceContext: [String: String]

    /// Creates what the column stores.
    public init(_ options: TaskRetryOptions, traceContext: [String: String] = [:]) {
        self.options = options
        self.traceContext = traceContext
    }
}

extension StoredRetryOptions: SQLJSON {
    /// Without retries and without a trace.
    private static let common = (text: #"{"maxAttempts":0}"# as StaticString, value: Self(TaskRetryOptions()))

    public static var commonDocument: (text: StaticString, value: Self)? { common }

    public func bind(to binder: inout SQLBinder) {
        if self == Self.common.value { binder.bind(constant: Self.common.text) } else { binder.bind(text: jsonText) }
    }

    public init(from json: inout JSONReader) throws(JSONError) {
        var maxAttempts: Int64?
        var baseDelayMs: Int64?
        var delayMultiplier: Double?
        var maxDelayMs: Int64?
        var traceContext: [String: String] = [:]
        try json.object { key, json throws(JSONError) in
            if json.null() { return }
            switch key {
            case "maxAttempts": maxAttempts = try json.integer()
            case "baseDelayMs": baseDelayMs = try json.integerRoundedUp()
            case "delayMultiplier": delayMultiplier = try json.number()
            case "maxDelayMs": maxDelayMs = try json.integerRoundedUp()
            case "traceContext": traceContext = try json.ifReadable(Self.traceContext) ?? [:]
            default: try json.skip()
            }
        }
        guard let maxAttempts else { throw json.error("a member “maxAttempts”") }
        let options = TaskRetryOptions(
            maxAttempts: Int(clamping: maxAttempts), baseDelayMs: baseDelayMs, delayMultiplier: delayMultiplier,
            maxDelayMs: maxDelayMs
        )
        self.init(options, traceContext: traceContext)
    }

    private static func traceContext(_ json: inout JSONReader) throws(JSONError) -> [String: String] {
        var carrier: [String: String] = [:]
        try json.object { key, json throws(JSONError) in carrier[key] = try json.string() }
        return carrier
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("maxAttempts") { $0.write(options.maxAttempts) }
            if let delay = options.baseDelayMs { json.member("baseDelayMs") { $0.write(delay) } }
            if let multiplier = options.delayMultiplier { json.member("delayMultiplier") { $0.write(multiplier) } }
            if let delay = options.maxDelayMs { json.member("maxDelayMs") { $0.write(delay) } }
            if !traceContext.isEmpty { json.member("traceContext") { write(traceContext, to: &$0) } }
        }
    }

    private func write(_ carrier: [String: String], to json: inout JSONWriter) {
        json.object { json in
            for (key, value) in carrier.sorted(by: { $0.key < $1.key }) { json.member(named: key) { $0.write(value) } }
        }
    }
}
