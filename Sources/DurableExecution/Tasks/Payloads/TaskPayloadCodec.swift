/// Turns inputs and outputs into the text that is stored, and back (reference: `Serializer`).
///
/// ``encode(_:)`` and ``decode(_:from:)`` are about values; what depends on the place where a payload is stored, such as
/// encryption, is done by ``seal(_:for:)`` and ``open(_:for:)``. So a text can be moved from one execution to another by
/// somebody who does not know its type.
///
/// The executor also passes its own values through it, those that hold the payloads of children among them; so what it
/// writes of a `Codable` value has to come back as an equal one. All executors on a storage need the same codec. A codec says
/// what is wrong with a ``TaskPayloadError``.
public protocol TaskPayloadCodec: Sendable {
    /// The text of an input or an output.
    ///
    /// - Throws: Anything; it becomes a ``DurableExecutionError/Code/payloadNotEncodable``.
    func encode(_ value: some Encodable) throws -> String
    /// The value whose text was made by ``encode(_:)``.
    ///
    /// - Throws: Anything; it becomes a ``DurableExecutionError/Code/payloadNotDecodable``.
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
