import Foundation

/// Payloads as plain JSON: sorted keys, dates in ISO 8601 with milliseconds.
public struct JSONTaskPayloadCodec: TaskPayloadCodec {
    private let encoder: JSONEncoder
    private let decoder: JSONDecoder

    /// The codec of executors that are not given another one.
    public init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            guard let text = date.iso8601Milliseconds else {
                throw EncodingError.refusing(Date.self, at: encoder.codingPath, .dateOutOfRange)
            }
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
        decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            guard let date = Date(iso8601Milliseconds: try container.decode(String.self)) else {
                throw DecodingError.refusing(at: container.codingPath, .notADate)
            }
            return date
        }
    }

    public func encode(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    public func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try decoder.decode(type, from: Data(text.utf8))
    }
}
