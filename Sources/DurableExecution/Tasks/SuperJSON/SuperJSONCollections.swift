/// A set of any type.
protocol SuperJSONSet {}
extension Set: SuperJSONSet {}

/// A dictionary of any type that can be encoded.
protocol SuperJSONEncodableMap {
    /// `nil` where the keys are such that JSON has objects for it.
    var entries: [(key: any Encodable, value: any Encodable)]? { get }
}

extension Dictionary: SuperJSONEncodableMap where Key: Encodable, Value: Encodable {
    var entries: [(key: any Encodable, value: any Encodable)]? {
        Key.self is any CodingKeyRepresentable.Type ? nil : map { ($0.key, $0.value) }
    }
}

/// A dictionary of any type that can be decoded.
protocol SuperJSONDecodableMap {
    init(entries: [(key: SuperJSONDecoder, value: SuperJSONDecoder)]) throws
}

extension Dictionary: SuperJSONDecodableMap where Key: Decodable, Value: Decodable {
    init(entries: [(key: SuperJSONDecoder, value: SuperJSONDecoder)]) throws {
        self.init(minimumCapacity: entries.count)
        for entry in entries { self[try entry.key.decode(Key.self)] = try entry.value.decode(Value.self) }
    }
}
