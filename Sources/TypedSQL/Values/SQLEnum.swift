/// An enum whose cases are stored as texts known to the code.
///
/// Its values stand in a statement as literals: a partial index is used reliably only where the database sees the constant.
/// A stored text that is no case is an error.
public protocol SQLEnum: SQLConvertible, CaseIterable, Hashable {
    /// The stored text of the case.
    var sqlText: StaticString { get }
}

extension SQLEnum {
    public var sqlValue: SQLValue { .text(sqlText.description) }

    @inlinable
    public static var isConstant: Bool { true }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Self? {
        guard let bytes = row.nextText() else { return nil }
        for value in allCases where value.sqlText.hasSameBytes(as: bytes) { return value }
        throw row.mismatch(
            expected: "one of \(allCases.map(\.sqlText.description).joined(separator: ", "))",
            found: String(decoding: bytes, as: UTF8.self)
        )
    }

    @inlinable
    public func bind(to binder: inout SQLBinder) { binder.bind(constant: sqlText) }
}
