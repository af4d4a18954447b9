/// Payloads as superjson, the form of the reference, so that both can share one queue: `{"json": …}` and beside it `meta`,
/// which says what JSON lacks.
///
/// | Swift | JavaScript |
/// |---|---|
/// | `Date` | `Date`, to the millisecond |
/// | integers over 2^53 - 1 | `bigint` |
/// | numbers that are not finite, and -0 | the same |
/// | `URL` with a scheme | `URL` |
/// | `Set` | `Set` |
/// | dictionaries with keys that are texts or integers | objects |
/// | other dictionaries | `Map` |
/// | ``NoValue`` | `undefined` |
/// | `Data` | a text in Base64 |
///
/// It also reads a `Map` as any dictionary, a typed array as an array or as `Data`, `undefined` as what is not there, a
/// regular expression as a text, an instance of a class and an error as an object.
public struct SuperJSONTaskPayloadCodec: TaskPayloadCodec {
    /// Creates a codec.
    public init() {}

    public func encode(_ value: some Encodable) throws -> String {
        SuperJSONDocument.text(of: try SuperJSONEncoder.value(of: value))
    }

    public func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try SuperJSONDecoder(try SuperJSONDocument.value(of: text), path: []).decode(type)
    }
}
