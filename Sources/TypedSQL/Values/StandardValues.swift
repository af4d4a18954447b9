extension String: SQLConvertible {
    public var sqlValue: SQLValue { .text(self) }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> String? {
        guard let bytes = row.nextText() else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasSameBytes(as: bytes) else {
            // A text may be a payload of any size, which has no place in an error.
            throw row.mismatch(expected: "UTF-8 text", found: "\(bytes.count) bytes")
        }
        return text
    }

    @inlinable
    public func bind(to binder: inout SQLBinder) { binder.bind(text: self) }
}

extension Int64: SQLConvertible {
    public static var columnType: ColumnType { .bigint }

    public var sqlValue: SQLValue { .integer(self) }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Int64? { try row.nextInteger() }

    @inlinable
    public func bind(to binder: inout SQLBinder) { binder.bind(integer: self) }
}

extension Int: SQLConvertible {
    public static var columnType: ColumnType { .bigint }

    public var sqlValue: SQLValue { .integer(Int64(self)) }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Int? {
        guard let value = try row.nextInteger() else { return nil }
        guard let integer = Int(exactly: value) else { throw row.mismatch(expected: "Int", found: String(value)) }
        return integer
    }

    @inlinable
    public func bind(to binder: inout SQLBinder) { binder.bind(integer: Int64(self)) }
}

extension Double: SQLConvertible {
    public static var columnType: ColumnType { .real }

    public var sqlValue: SQLValue { .real(self) }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Double? { try row.nextReal() }

    @inlinable
    public func bind(to binder: inout SQLBinder) { binder.bind(real: self) }
}

/// A truth value is one of two constants of the code: it stands in the text of a statement, where partial indexes see it.
extension Bool: SQLConvertible {
    public static var columnType: ColumnType { .boolean }

    public var sqlValue: SQLValue { .boolean(self) }

    @inlinable
    public static var isConstant: Bool { true }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Bool? { try row.nextBoolean() }

    @inlinable
    public func bind(to binder: inout SQLBinder) { binder.bind(boolean: self) }
}
