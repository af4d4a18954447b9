/// Why a codec can't turn a value into a text or back: what the payload is, such as “is not valid JSON”.
///
/// The message is stored and logged, so it must not hold anything of the payload. Of other errors that a codec throws only
/// the kind and the place are told.
public struct TaskPayloadError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the payload, without the payload.
    public var message: String

    /// Creates an error with a message.
    public init(_ message: String) {
        self.message = message
    }

    public var description: String { message }
}
