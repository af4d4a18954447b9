public import DurableExecution
public import TypedSQL

/// `{"maxAttempts": 3, "baseDelayMs": 100, "delayMultiplier": 2, "maxDelayMs": 10000}`
extension TaskRetryOptions: SQLJSON {
    public init(from json: inout JSONReader) throws(JSONError) {
        var maxAttempts: Int64?
        var baseDelayMs: Int64?
        var delayMultiplier: Double?
        var maxDelayMs: Int64?
        try json.object { key, json throws(JSONError) in
            if json.null() { return }
            switch key {
            case "maxAttempts": maxAttempts = try json.integer()
            case "baseDelayMs": baseDelayMs = try json.integer()
            case "delayMultiplier": delayMultiplier = try json.number()
            case "maxDelayMs": maxDelayMs = try json.integer()
            default: try json.skip()
            }
        }
        guard let maxAttempts else { throw json.error("a member “maxAttempts”") }
        self.init(
            maxAttempts: Int(clamping: maxAttempts), baseDelayMs: baseDelayMs, delayMultiplier: delayMultiplier,
            maxDelayMs: maxDelayMs
        )
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("maxAttempts") { $0.write(maxAttempts) }
            if let baseDelayMs { json.member("baseDelayMs") { $0.write(baseDelayMs) } }
            if let delayMultiplier { json.member("delayMultiplier") { $0.write(delayMultiplier) } }
            if let maxDelayMs { json.member("maxDelayMs") { $0.write(maxDelayMs) } }
        }
    }
}
