public import Foundation
public import TypedSQL

/// `bytea` on PostgreSQL, on SQLite a text of hexadecimal digits behind `\\x`.
extension Data: SQLConvertible {
    public static var columnType: ColumnType { .bytes }

    public var sqlValue: SQLValue {
        var text = "\\x"
        text.reserveCapacity(2 * count + 2)
        for byte in self {
            if byte < 16 { text += "0" }
            text += String(byte, radix: 16)
        }
        return .text(text)
    }

    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Data? {
        guard let text = try String.optional(from: &row) else { return nil }
        let digits = Array(text.utf8.dropFirst(2))
        guard text.hasPrefix("\\x"), digits.count.isMultiple(of: 2) else {
            throw row.mismatch(expected: "bytes", found: "\(text.utf8.count) bytes of text")
        }
        var data = Data(capacity: digits.count / 2)
        for position in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Character(UnicodeScalar(digits[position])).hexDigitValue,
                let low = Character(UnicodeScalar(digits[position + 1])).hexDigitValue
            else { throw row.mismatch(expected: "bytes", found: "\(text.utf8.count) bytes of text") }
            data.append(UInt8(high << 4 | low))
        }
        return data
    }
}
