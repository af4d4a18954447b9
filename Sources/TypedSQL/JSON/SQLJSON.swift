/// A Swift type that is stored as a JSON document.
public protocol SQLJSON: SQLConvertible {
    /// Reads a value from JSON.
    init(from json: inout JSONReader) throws(JSONError)
    /// Writes the value as JSON.
    func write(to json: inout JSONWriter)

    /// A document that is stored so often that it is known by its bytes instead of being parsed each time; `nil`, the
    /// default, for none.
    static var commonDocument: (text: StaticString, value: Self)? { get }
}

extension SQLJSON {
    public static var columnType: ColumnType { .json }

    @inlinable
    public static var commonDocument: (text: StaticString, value: Self)? { nil }

    /// The document as it is stored.
    public var jsonText: String {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.text
    }

    public var sqlValue: SQLValue { .json(jsonText) }

    public func bind(to binder: inout SQLBinder) { binder.bind(text: jsonText) }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Self? {
        guard let bytes = row.nextText() else { return nil }
        if let common = commonDocument, common.text.hasSameBytes(as: bytes) { return common.value }
        return try parsed(bytes, of: row)
    }

    @usableFromInline
    static func parsed(
        _ bytes: UnsafeBufferPointer<UInt8>, of row: borrowing SQLRow
    ) throws(SQLDecodingError) -> Self {
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            let value = try Self(from: &reader)
            try reader.end()
            return value
        } catch {
            throw row.mismatch(expected: "a JSON document of \(Self.self) (\(error))")
        }
    }
}

extension Array: SQLConvertible where Element: SQLJSON {}

extension Array: SQLJSON where Element: SQLJSON {
    public init(from json: inout JSONReader) throws(JSONError) {
        self.init()
        try json.array { reader throws(JSONError) in append(try Element(from: &reader)) }
    }

    public func write(to json: inout JSONWriter) {
        json.array { array in
            for value in self { array.element { value.write(to: &$0) } }
        }
    }
}
