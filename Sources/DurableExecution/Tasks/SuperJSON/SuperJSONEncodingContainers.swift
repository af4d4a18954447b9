struct SuperJSONKeyedEncodingContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: SuperJSONNode

    var codingPath: [any CodingKey] { node.path }

    func encodeNil(forKey key: Key) { node.member(key).set(.null) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try SuperJSONEncoder(node: node.member(key)).encode(value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        SuperJSONEncoder(node: node.member(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        SuperJSONEncoder(node: node.member(key)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { SuperJSONEncoder(node: node.member(SuperJSONSuperKey.super)) }

    func superEncoder(forKey key: Key) -> any Encoder { SuperJSONEncoder(node: node.member(key)) }
}

struct SuperJSONUnkeyedEncodingContainer: UnkeyedEncodingContainer {
    let node: SuperJSONNode

    var codingPath: [any CodingKey] { node.path }
    var count: Int { node.count }

    func encodeNil() { node.appendElement().set(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
        try SuperJSONEncoder(node: node.appendElement()).encode(value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        SuperJSONEncoder(node: node.appendElement()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        SuperJSONEncoder(node: node.appendElement()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { SuperJSONEncoder(node: node.appendElement()) }
}

struct SuperJSONSingleValueEncodingContainer: SingleValueEncodingContainer {
    let node: SuperJSONNode

    var codingPath: [any CodingKey] { node.path }

    func encodeNil() { node.set(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
        try SuperJSONEncoder(node: node).encode(value)
    }
}
