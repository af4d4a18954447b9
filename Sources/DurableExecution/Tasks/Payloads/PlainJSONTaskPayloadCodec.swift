/// A codec whose texts are plain JSON: the text of a value stands unchanged inside the text of what contains it.
///
/// The executor then puts the outputs of children into the result of their parent as they are stored. Decoded and encoded
/// again on each level, outputs that are nested deeply would cost many times their size.
package protocol PlainJSONTaskPayloadCodec: TaskPayloadCodec {}

extension JSONTaskPayloadCodec: PlainJSONTaskPayloadCodec {}

/// A value that contains payloads, which it can be put together from, and taken apart into, without decoding them.
protocol CompositePayload: Encodable {
    func plainJSON(_ payloads: TaskPayloads) throws -> String
    init(plainJSON text: String, _ payloads: TaskPayloads) throws
}

/// A payload that is encoded already.
struct EncodedPayload: Codable, Sendable {
    let text: String
    private let payloads: TaskPayloads

    init(_ text: String, _ payloads: TaskPayloads) {
        self.text = text
        self.payloads = payloads
    }

    init(from decoder: any Decoder) throws {
        payloads = .standard
        text = try payloads.codec.encode(JSONValue(from: decoder))
    }

    func encode(to encoder: any Encoder) throws {
        try payloads.codec.decode(JSONValue.self, from: text).encode(to: encoder)
    }
}

extension TaskPayloads {
    /// Whether the payloads in a composite stay as they are.
    var isPlainJSON: Bool { codec is any PlainJSONTaskPayloadCodec }

    /// A text as JSON.
    func quoted(_ text: String) throws -> String {
        let needsEscape = text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        return needsEscape ? try codec.encode(text) : "\"\(text)\""
    }

    /// The text, if it is one JSON value.
    func checkedJSON(_ text: String) throws(TaskPayloadError) -> String {
        guard JSONText.isValid(text) else { throw TaskPayloadError("is not valid JSON") }
        return text
    }
}
