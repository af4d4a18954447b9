/// What went wrong in a codec and where, without anything of the payload.
struct PayloadFailure: CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        switch error {
        case let error as TaskPayloadError:
            description = "it \(error.message)"
        case let error as DecodingError:
            description = Self.describe(error)
        case EncodingError.invalidValue(let value, let context):
            let reason = context.underlyingError as? TaskPayloadError
            let fallback = "is a \(Swift.type(of: value)) that the format can't hold"
            description = "\(Self.place(context.codingPath)) \(reason?.message ?? fallback)"
        default:
            description = "a \(Swift.type(of: error)) was thrown"
        }
    }

    private static func describe(_ error: DecodingError) -> String {
        switch error {
        case .typeMismatch(let type, let context):
            return "\(place(context.codingPath)) is not of the type \(type)"
        case .valueNotFound(let type, let context):
            return "\(place(context.codingPath)) is null and not of the type \(type)"
        case .keyNotFound(let key, let context):
            return "\(place(context.codingPath)) has no \(name(key))"
        case .dataCorrupted(let context):
            let reason = context.underlyingError as? TaskPayloadError
            return "\(place(context.codingPath)) \(reason?.message ?? "is not valid")"
        @unknown default:
            return "it is not valid"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "the value" : "the value at " + path.map(name).joined(separator: ".")
    }

    /// The keys of a dictionary are part of the payload; those that a type declares are not.
    private static func name(_ key: any CodingKey) -> String {
        if let index = key.intValue { return "\(index)" }
        let mirror = Mirror(reflecting: key)
        return mirror.displayStyle == .enum && mirror.children.isEmpty ? key.stringValue : "*"
    }
}
