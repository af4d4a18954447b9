import Foundation

/// Encodes into one node.
struct SuperJSONEncoder: Encoder {
    let node: SuperJSONNode

    var codingPath: [any CodingKey] { node.path }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func value(of value: some Encodable) throws -> JSONValue {
        let node = SuperJSONNode(path: [])
        try SuperJSONEncoder(node: node).encode(value)
        return try node.value()
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.beginObject()
        return KeyedEncodingContainer(SuperJSONKeyedEncodingContainer(node: node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.beginArray()
        return SuperJSONUnkeyedEncodingContainer(node: node)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SuperJSONSingleValueEncodingContainer(node: node)
    }

    func encode(_ value: some Encodable) throws {
        // Before the types encode themselves, so that no nesting is too deep for the stack.
        guard node.path.count <= JSONValue.maxDepth else {
            throw refusal(of: type(of: value), .nestedTooDeeply)
        }
        switch value {
        case let value as Bool: node.set(.boolean(value))
        case let value as String: node.set(.text(value))
        case let value as any FixedWidthInteger: encodeInteger(value)
        case let value as Double: encodeNumber(value, text: "\(value)")
        case let value as Float: encodeNumber(Double(value), text: "\(value)")
        case let value as Decimal: node.set(.number(try text(of: value)))
        case let value as Date:
            guard let text = value.iso8601Milliseconds else {
                throw refusal(of: Date.self, .dateOutOfRange)
            }
            node.set(.text(text), .date)
        case let value as URL: node.set(.text(value.absoluteString), value.scheme == nil ? nil : .url)
        case let value as Data: node.set(.text(value.base64EncodedString()))
        case let value as JSONValue:
            guard node.path.count + value.depth <= JSONValue.maxDepth else {
                throw refusal(of: JSONValue.self, .nestedTooDeeply)
            }
            node.set(value.content, value.annotation)
        case is NoValue: node.set(.null, .undefined)
        case let map as any SuperJSONEncodableMap:
            if let entries = map.entries { try encodeMap(entries) } else { try value.encode(to: self) }
        case is any SuperJSONSet:
            node.beginArray()
            node.annotate(.set)
            try value.encode(to: self)
        default: try value.encode(to: self)
        }
    }

    private func encodeInteger(_ value: some FixedWidthInteger) {
        let isSafe = value.magnitude <= UInt64(1) << 53 - 1
        node.set(isSafe ? .number("\(value)") : .text("\(value)"), isSafe ? nil : .bigint)
    }

    private func encodeNumber(_ value: Double, text: String) {
        if value.isNaN { return node.set(.text("NaN"), .number) }
        if value.isInfinite { return node.set(.text(value > 0 ? "Infinity" : "-Infinity"), .number) }
        if value == 0, value.sign == .minus { return node.set(.text("-0"), .number) }
        // As JavaScript does it: a whole number has no fraction.
        node.set(.number(text.hasSuffix(".0") ? String(text.dropLast(2)) : text))
    }

    private func text(of value: Decimal) throws -> String {
        guard value.isFinite else { throw refusal(of: Decimal.self, TaskPayloadError("is not a number")) }
        return value.description
    }

    private func encodeMap(_ entries: [(key: any Encodable, value: any Encodable)]) throws {
        node.beginArray()
        node.annotate(.map)
        for entry in entries {
            let pair = node.appendElement()
            pair.beginArray()
            try SuperJSONEncoder(node: pair.appendElement()).encode(entry.key)
            try SuperJSONEncoder(node: pair.appendElement()).encode(entry.value)
        }
    }

    private func refusal(of type: Any.Type, _ reason: TaskPayloadError) -> EncodingError {
        .refusing(type, at: codingPath, reason)
    }
}
