import Foundation

/// Decodes from one value.
struct SuperJSONDecoder: Decoder {
    let value: JSONValue
    let codingPath: [any CodingKey]

    var userInfo: [CodingUserInfoKey: Any] { [:] }
    var isNull: Bool { value.content == .null }

    init(_ value: JSONValue, path: [any CodingKey]) {
        self.value = value
        codingPath = path
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = value.content else { throw mismatch([String: Any].self) }
        return KeyedDecodingContainer(SuperJSONKeyedDecodingContainer(members: members, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        SuperJSONUnkeyedDecodingContainer(elements: try elements([Any].self), codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        SuperJSONSingleValueDecodingContainer(decoder: self)
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let decoded = try decodeKnown(type) else { return try Value(from: self) }
        guard let decoded = decoded as? Value else { throw mismatch(type) }
        return decoded
    }

    /// `nil` for a type that decodes itself.
    private func decodeKnown(_ type: any Decodable.Type) throws -> Any? {
        switch type {
        case is JSONValue.Type: value
        case is Bool.Type: try boolean()
        case is String.Type: try text(type)
        case let type as any FixedWidthInteger.Type: try integer(type)
        case is Double.Type: try number(Double.self)
        case is Float.Type: try number(Float.self)
        case is Decimal.Type: try decimal()
        case is Date.Type: try date()
        case is URL.Type: try parsed(URL(string: try text(type)), "is not a URL")
        case is Data.Type: try data()
        case let type as any SuperJSONDecodableMap.Type where value.annotation == .map: try map(type)
        default: nil
        }
    }

    private func boolean() throws -> Bool {
        guard case .boolean(let boolean) = value.content else { throw mismatch(Bool.self) }
        return boolean
    }

    private func text(_ type: Any.Type) throws -> String {
        guard case .text(let text) = value.content else { throw mismatch(type) }
        return text
    }

    private func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
        let text = try numberText(type)
        if let integer = Integer(text, radix: 10) { return integer }
        guard value.annotation != .bigint, let number = Double(text), let integer = Integer(exactly: number) else {
            throw mismatch(type)
        }
        return integer
    }

    private func number<Number: BinaryFloatingPoint & LosslessStringConvertible>(_ type: Number.Type) throws -> Number {
        switch (value.content, value.annotation) {
        case (.text("NaN"), .number): return .nan
        case (.text("Infinity"), .number): return .infinity
        case (.text("-Infinity"), .number): return -.infinity
        default:
            guard let number = Number(try numberText(type)), number.isFinite else { throw mismatch(type) }
            return number
        }
    }

    private func decimal() throws -> Decimal {
        let text = try numberText(Decimal.self)
        let decimal = Double(text).flatMap { _ in Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) }
        return try parsed(decimal, "is not a number")
    }

    private func numberText(_ type: Any.Type) throws -> String {
        switch (value.content, value.annotation) {
        case (.number(let text), _), (.text(let text), .bigint?), (.text(let text), .number?): return text
        default: throw mismatch(type)
        }
    }

    private func date() throws -> Date {
        guard let date = Date(iso8601Milliseconds: try text(Date.self)) else {
            throw DecodingError.refusing(at: codingPath, .notADate)
        }
        return date
    }

    private func data() throws -> Data {
        if case .array = value.content { return Data(try [UInt8](from: self)) }
        return try parsed(Data(base64Encoded: try text(Data.self)), "is not Base64")
    }

    private func map(_ type: any SuperJSONDecodableMap.Type) throws -> Any {
        let entries = try elements(type).enumerated().map { index, entry in
            let path = codingPath + [SuperJSONKey(index)]
            guard case .array(let pair) = entry.content, pair.count == 2 else {
                throw DecodingError.refusing(at: path, TaskPayloadError("is not an entry of a Map"))
            }
            return (
                key: SuperJSONDecoder(pair[0], path: path + [SuperJSONKey(0)]),
                value: SuperJSONDecoder(pair[1], path: path + [SuperJSONKey(1)])
            )
        }
        return try type.init(entries: entries)
    }

    private func elements(_ type: Any.Type) throws -> [JSONValue] {
        guard case .array(let elements) = value.content else { throw mismatch(type) }
        return elements
    }

    private func parsed<Parsed>(_ value: Parsed?, _ message: String) throws -> Parsed {
        guard let value else { throw DecodingError.refusing(at: codingPath, TaskPayloadError(message)) }
        return value
    }

    private func mismatch(_ type: Any.Type) -> DecodingError {
        let context = DecodingError.Context(codingPath: codingPath, debugDescription: "not a \(type)")
        return isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }
}
