/// The words of a statement's text, one after the other, for a driver that needs to know what a statement does.
///
/// Words are in lower case. A symbol is a word of one character. Names in quotes, and strings, are `"` and `'`, so that no
/// name is taken for a keyword. Comments are left out.
package struct StatementWords: Sequence, IteratorProtocol {
    private let text: [UInt8]
    private var position = 0

    package init(_ sql: RenderedSQL) { text = sql.text }

    package mutating func next() -> String? {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "), 9...13: position += 1
            // A byte order mark counts as a space.
            case 0xEF where peek(1) == 0xBB && peek(2) == 0xBF: position += 3
            case UInt8(ascii: "-") where peek(1) == byte: skip { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                skipQuoted(byte)
                return byte == UInt8(ascii: "'") ? "'" : "\""
            case _ where Self.isWord(byte):
                let start = position
                skip(while: Self.isWord)
                return String(decoding: text[start..<position], as: UTF8.self).lowercased()
            default:
                position += 1
                return String(UnicodeScalar(byte))
            }
        }
        return nil
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < text.count ? text[position + distance] : nil
    }

    private mutating func skip(while isSkipped: (UInt8) -> Bool) {
        while let byte = peek(), isSkipped(byte) { position += 1 }
    }

    /// Comments may stand in comments, in PostgreSQL.
    private mutating func skipComment() {
        var depth = 0
        while let byte = peek() {
            if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
                if depth == 0 { return }
            } else {
                position += 1
            }
        }
    }

    /// A doubled quote ends one string and begins the next, which comes to the same here.
    private mutating func skipQuoted(_ quote: UInt8) {
        position += 1
        skip { $0 != quote }
        position += 1
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
