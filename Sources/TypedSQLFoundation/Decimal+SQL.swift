public import Foundation
public import TypedSQL

/// `numeric` on PostgreSQL. On SQLite, which has no decimal numbers, a text: equal numbers are equal texts, and it does not
/// sort by value.
extension Decimal: SQLConvertible {
    public static var columnType: ColumnType { .numeric }

    public var sqlValue: SQLValue { .text(description) }

    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Decimal? {
        guard let text = try String.optional(from: &row) else { return nil }
        guard let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else {
            throw row.mismatch(expected: "a decimal number", found: text)
        }
        return value
    }
}
