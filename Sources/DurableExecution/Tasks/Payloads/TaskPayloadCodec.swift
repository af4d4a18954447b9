/// Turns inputs and outputs into the text that is stored, and back.
public protocol TaskPayloadCodec: Sendable {
    func encode(_ value: some Encodable) throws -> String
    func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value
}
