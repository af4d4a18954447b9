/// Turns inputs and outputs into the text that is stored, and back.
///
/// ``encode(_:)`` and ``decode(_:from:)`` are about values; what depends on the place where a payload is stored, such as
/// encryption, is done by ``seal(_:for:)`` and ``open(_:for:)``. So a text can be moved from one execution to another by
/// somebody who does not know its type.
///
/// A codec says what is wrong with a ``TaskPayloadError``.
public protocol TaskPayloadCodec: Sendable {
    func encode(_ value: some Encodable) throws -> String
    func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value

    /// What is stored of an encoded text; by default the text itself.
    func seal(_ text: String, for context: TaskPayloadContext) throws -> String
    /// The encoded text of what is stored.
    func open(_ stored: String, for context: TaskPayloadContext) throws -> String
}

extension TaskPayloadCodec {
    public func seal(_ text: String, for context: TaskPayloadContext) throws -> String { text }
    public func open(_ stored: String, for context: TaskPayloadContext) throws -> String { stored }
}
