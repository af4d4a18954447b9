import TypedSQL

/// Names that break what pastes them.
enum HostileNames {
    private static let pieces = [
        "\"", "\"\"", "'", "`", "[", "]", ";", "--", "/*", "*/", "\\", "\\'", "\n", "\t", " ", "  ", "?", "?1", "$1",
        ":p1",
        "%", "_", "(", ")", ",", ".", "select", "table", "order", "null", "drop table x", "é", "e\u{301}", "ß", "日本語",
        "😀", "👩‍👩‍👧‍👦", "\u{202E}", "\u{FEFF}", "\u{1}", "\u{7F}", "a", "B", "0",
    ]

    /// A name of some pieces, made different from others by a number that ignores case.
    static func random(number: Int, using generator: inout SeededGenerator) -> String {
        let name = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }
        return name.joined() + "\(number)"
    }
}

/// A table whose columns have hostile names; two differ only in the bytes of what looks the same.
struct HostileTable: RecordTable {
    typealias Record = HostileRecord

    let tableName: String
    let indexName: String

    let quoted = text("a\"b'c`d]").notNull()
    let injecting = text("x\"; drop table \"victim\"; --").notNull()
    let commented = integer("/* c */ -- d").notNull()
    let keyword = integer("select").notNull()
    let composed = real("caf\u{E9}").notNull()
    let decomposed = real("cafe\u{301}").notNull()
    let emoji = boolean("👩‍👩‍👧‍👦 \u{202E}\\").notNull()
    let spaces = text("  \t\n ?1 :p1 $1 ")
    let bytes63 = bigint("n23456789_123456789_123456789_123456789_123456789_123456789_123")
    let bytes64 = bigint("n23456789_123456789_123456789_123456789_123456789_123456789_1234")

    var indexes: [Index<HostileTable>] { [index(indexName).on(injecting, decomposed).where(isNotNull(spaces))] }
}

struct HostileRecord: SQLRecord, Hashable {
    var quoted = ""
    var injecting = ""
    var commented = 0
    var keyword = 0
    var composed = 0.0
    var decomposed = 0.0
    var emoji = false
    var spaces: String?
    var bytes63: Int64?
    var bytes64: Int64?

    init() {}

    init(from row: inout SQLRow) throws(SQLDecodingError) {
        quoted = try row.next()
        injecting = try row.next()
        commented = try row.next()
        keyword = try row.next()
        composed = try row.next()
        decomposed = try row.next()
        emoji = try row.next()
        spaces = try row.next()
        bytes63 = try row.next()
        bytes64 = try row.next()
    }

    func bind(to binder: inout SQLBinder) {
        binder.bind(quoted)
        binder.bind(injecting)
        binder.bind(commented)
        binder.bind(keyword)
        binder.bind(composed)
        binder.bind(decomposed)
        binder.bind(emoji)
        binder.bind(spaces)
        binder.bind(bytes63)
        binder.bind(bytes64)
    }
}
