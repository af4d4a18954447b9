import Testing
import TypedSQL

@Suite struct NameTests {
    struct Named: Table {
        let tableName: String
        let value = integer("value")
    }

    private func rendering(_ name: String, _ dialect: some SQLDialect) throws -> String {
        try select(count()).from(Named(tableName: name)).sql.rendered(for: dialect).description
    }

    @Test func theQuoteIsDoubledInsideAName() throws {
        #expect(try rendering("a\"`b", .sqlite) == #"select count(*) from "a""`b""#)
        #expect(try rendering("a\"`b", OddDialect()) == "select count(*) from `a\"``b`")
    }

    @Test func anEmptyNameIsAnError() {
        #expect(throws: SQLRenderingError(.emptyIdentifier)) { try rendering("", .sqlite) }
        #expect(throws: SQLRenderingError(.emptyIdentifier)) { try rendering("", .postgresql) }
        #expect(throws: SQLRenderingError(.emptyIdentifier)) { try SQL("\(indexName: "")").rendered(for: .sqlite) }
    }

    @Test func aNameWithNULIsAnErrorInEveryDialect() {
        let error = SQLRenderingError(.identifierContainsNUL, identifier: "a\0b")
        #expect(throws: error) { try rendering("a\0b", .sqlite) }
        #expect(throws: error) { try rendering("a\0b", .postgresql) }
        #expect(throws: error) { try rendering("a\0b", OddDialect()) }
        let long = String(repeating: "n", count: 100) + "\0"
        #expect(throws: SQLRenderingError(.identifierContainsNUL, identifier: long)) {
            try SQL("\(indexName: long)").rendered(for: .postgresql)
        }
    }

    @Test func aNameTooLongForTheDatabaseIsAnError() throws {
        let allowed = String(repeating: "é", count: 31) + "n"
        #expect(try rendering(allowed, .postgresql) == "select count(*) from \"\(allowed)\"")
        #expect(throws: SQLRenderingError(.identifierTooLong(bytes: 64, limit: 63), identifier: allowed + "n")) {
            try rendering(allowed + "n", .postgresql)
        }
        let huge = String(repeating: "n", count: 1000)
        #expect(try rendering(huge, .sqlite) == "select count(*) from \"\(huge)\"")
    }

    @Test func longIndexNamesAreShortenedAndStayUnique() {
        let names = (0..<100).map { String(repeating: "n", count: 70) + "\($0)" }
        for limit in 1...63 {
            let shortened = names.map { ShortDialect(maxIdentifierBytes: limit).indexName($0) }
            #expect(shortened.allSatisfy { !$0.isEmpty && $0.utf8.count <= limit })
            if limit > 8 { #expect(Set(shortened).count == names.count, "\(limit)") }
        }
        #expect(PostgreSQLDialect().indexName("short") == "short")
        #expect(SQLiteDialect().indexName(names[0]) == names[0])
    }

    @Test func aShortenedNameIsNeverCutInsideACharacter() {
        let name = String(repeating: "👩‍👩‍👧‍👦", count: 10) + "e" + String(repeating: "\u{301}", count: 100)
        let shortened = PostgreSQLDialect().indexName(name)
        #expect(shortened.utf8.count <= 63)
        #expect(shortened.hasPrefix("👩‍👩‍👧‍👦"))
        let marks = "e" + String(repeating: "\u{301}", count: 100)
        #expect(PostgreSQLDialect().indexName(marks).hasPrefix("_"))
    }
}

private struct ShortDialect: SQLDialect {
    let maxIdentifierBytes: Int?
    private let odd = OddDialect()

    init(maxIdentifierBytes: Int) { self.maxIdentifierBytes = maxIdentifierBytes }

    var name: String { odd.name }
    var identifierQuote: UInt8 { odd.identifierQuote }
    var allowsNULInText: Bool { odd.allowsNULInText }
    var allowsNaN: Bool { odd.allowsNaN }
    var autoIncrementingKey: StaticString { odd.autoIncrementingKey }
    func appendPlaceholder(_ position: Int, to text: inout [UInt8]) { odd.appendPlaceholder(position, to: &text) }
    func literal(_ boolean: Bool) -> StaticString { odd.literal(boolean) }
    func membership(
        of element: SQLList.Element, as type: ColumnType
    ) -> (before: StaticString, after: StaticString) {
        odd.membership(of: element, as: type)
    }
    var membershipOfLockedRows: (before: StaticString, after: StaticString) { odd.membershipOfLockedRows }
    func lockingClause(_ clause: LockingClause) -> StaticString? { odd.lockingClause(clause) }
    func typeName(_ type: ColumnType) -> StaticString { odd.typeName(type) }
}
