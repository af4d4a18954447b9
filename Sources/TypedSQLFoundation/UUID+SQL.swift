public import Foundation
public import TypedSQL

/// `uuid` on PostgreSQL, on SQLite a text in lower case.
extension UUID: SQLConvertible {
    public static var columnType: ColumnType { .uuid }

    public var sqlValue: SQLValue { .text(uuidString.lowercased()) }

    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> UUID? {
        guard let text = try String.optional(from: &row) else { return nil }
        guard let uuid = UUID(uuidString: text) else { throw row.mismatch(expected: "a UUID", found: text) }
        return uuid
    }
}
