/// A type that is stored as its raw value, such as an enum: `enum Status: String, CaseIterable, SQLRawValue { case open, done }`.
///
/// A stored value that is none of the type's is an error when it is read.
public protocol SQLRawValue: SQLConvertible, RawRepresentable where RawValue: SQLConvertible {}

extension SQLRawValue {
    public static var columnType: ColumnType { RawValue.columnType }

    public var sqlValue: SQLValue { rawValue.sqlValue }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Self? {
        guard let raw = try RawValue.optional(from: &row) else { return nil }
        guard let value = Self(rawValue: raw) else {
            throw row.mismatch(expected: "a raw value of \(Self.self)", found: "\(raw)")
        }
        return value
    }

    @inlinable
    public func bind(to binder: inout SQLBinder) { rawValue.bind(to: &binder) }
}

extension SQLRawValue where Self: CaseIterable {
    @inlinable
    public static var isConstant: Bool { true }
}
