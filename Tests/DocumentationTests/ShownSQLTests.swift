import Foundation
import Testing
import TypedSQL

/// The SQL beside a query is what the query renders; line breaks apart.
@Suite struct ShownSQLTests {
    private static let shown = Document.all.flatMap { document in
        zip(document.codeBlocks, document.codeBlocks.dropFirst()).filter { $1.language == "sql" }
            .map { Shown(document: document.path, query: $0, sql: $1) }
    }

    @Test(arguments: shown)
    func theSQLIsWhatTheQueryRenders(_ shown: Shown) throws {
        let name = try #require(shown.name, "a comment has to say which query it is")
        let query = try #require(ShownQueries.all[name], "the query is missing in ShownQueries.swift")
        let bindings = try query.bindings(for: .sqlite).map(\.shown).joined(separator: ", ")
        let text = try query.rendered(for: .sqlite).description
        #expect(words(shown.sql.lines) == words([text, "-- bindings: \(bindings.isEmpty ? "none" : bindings)"]))
    }

    @Test(arguments: shown)
    func theQueryIsTheOneWhoseSQLIsChecked(_ shown: Shown) throws {
        let source = try String(contentsOf: ShownQueries.file, encoding: .utf8)
        let checked = words([source]).filter { $0 != "private" }.joined(separator: " ")
        let code = words(shown.query.lines).joined(separator: " ")
        #expect(checked.contains(code), "ShownQueries.swift has another query")
    }

    @Test func everyQueryThatIsCheckedIsShown() {
        #expect(Set(Self.shown.compactMap(\.name)) == Set(ShownQueries.all.keys))
    }

    struct Shown: Sendable, CustomTestStringConvertible {
        let document: String
        let query: CodeBlock
        let sql: CodeBlock

        var name: String? {
            guard let marker = sql.marker, marker.hasPrefix("sql: ") else { return nil }
            return String(marker.dropFirst(5))
        }

        var testDescription: String { "\(document):\(sql.firstLine)" }
    }

    private func words(_ lines: [String]) -> [Substring] { lines.flatMap { $0.split(whereSeparator: \.isWhitespace) } }
}

extension SQLValue {
    fileprivate var shown: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let value), .json(let value): "'\(value)'"
        }
    }
}
