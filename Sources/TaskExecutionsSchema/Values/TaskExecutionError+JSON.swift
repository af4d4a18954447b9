public import DurableExecution
public import TypedSQL

/// `{"errorType": "timed_out", "message": "…", "isRetryable": true, "isInternal": false}`
extension TaskExecutionError: SQLJSON {
    public init(from json: inout JSONReader) throws(JSONError) {
        var kind: Kind?
        var message: String?
        var isRetryable: Bool?
        var isInternal: Bool?
        try json.object { key, json throws(JSONError) in
            switch key {
            case "errorType":
                let text = try json.string()
                kind = Kind.allCases.first { $0.jsonText == text }
                if kind == nil { throw json.error("an error type and not “\(text)”") }
            case "message": message = try json.string()
            case "isRetryable": isRetryable = try json.boolean()
            case "isInternal": isInternal = try json.boolean()
            default: try json.skip()
            }
        }
        guard let kind else { throw json.error("a member “errorType”") }
        guard let message else { throw json.error("a member “message”") }
        guard let isRetryable else { throw json.error("a member “isRetryable”") }
        guard let isInternal else { throw json.error("a member “isInternal”") }
        self.init(kind: kind, message: message, isRetryable: isRetryable, isInternal: isInternal)
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("errorType") { $0.write(kind.jsonText) }
            json.member("message") { $0.write(message) }
            json.member("isRetryable") { $0.write(isRetryable) }
            json.member("isInternal") { $0.write(isInternal) }
        }
    }
}

extension TaskExecutionError.Kind {
    var jsonText: String {
        switch self {
        case .generic: "generic"
        case .notFound: "not_found"
        case .timedOut: "timed_out"
        case .cancelled: "cancelled"
        }
    }
}
