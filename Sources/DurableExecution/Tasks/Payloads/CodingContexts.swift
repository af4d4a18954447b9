extension EncodingError {
    /// The error does not hold the value: it is part of the payload, and describing some dates traps.
    static func refusing(_ type: Any.Type, at path: [any CodingKey], _ reason: TaskPayloadError) -> EncodingError {
        let context = Context(codingPath: path, debugDescription: reason.message, underlyingError: reason)
        return .invalidValue(type, context)
    }
}

extension DecodingError {
    static func refusing(at path: [any CodingKey], _ reason: TaskPayloadError) -> DecodingError {
        .dataCorrupted(Context(codingPath: path, debugDescription: reason.message, underlyingError: reason))
    }
}

extension TaskPayloadError {
    static let dateOutOfRange = TaskPayloadError("is a date that is out of range")
    static let notADate = TaskPayloadError("is not a date in ISO 8601")
}
