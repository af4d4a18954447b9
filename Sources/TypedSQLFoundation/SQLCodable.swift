internal import Foundation
public import TypedSQL

/// A `Codable` type that is stored as a JSON document: `jsonb` on PostgreSQL, on SQLite a text with sorted keys.
///
/// A value that can't be encoded is stored as NULL, which a column that is `notNull()` refuses.
public protocol SQLCodable: SQLConvertible, Codable {}

extension SQLCodable {
    public static var columnType: ColumnType { .jsonb }

    public var sqlValue: SQLValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return .null }
        return .json(String(decoding: data, as: UTF8.self))
    }

    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Self? {
        guard let text = try String.optional(from: &row) else { return nil }
        do {
            return try JSONDecoder().decode(Self.self, from: Data(text.utf8))
        } catch {
            throw row.mismatch(expected: "a JSON document of \(Self.self)", found: "\(text.utf8.count) bytes of text")
        }
    }
}
