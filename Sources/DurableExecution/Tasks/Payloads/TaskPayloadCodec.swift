/// Turns inputs and outputs into the text that is stored, and back (reference: `Serializer`).
///
/// The executor also passes its own values through it, those that hold the payloads of children among them; so what it
/// writes of a `Codable` value has to come back as an equal one. All executors on a storage need the same codec.
public protocol TaskPayloadCodec: Sendable {
    /// The text of an input or an output.
    ///
    /// - Throws: Anything; it becomes a ``DurableExecutionError/Code/payloadNotEncodable``.
    func encode(_ value: some Encodable) throws -> String
    /// The value whose text was made by ``encode(_:)``.
    ///
    /// - Throws: Anything; it becomes a ``DurableExecutionError/Code/payloadNotDecodable``.
    func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value
}
