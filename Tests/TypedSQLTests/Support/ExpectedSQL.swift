import Testing
import TypedSQL

/// Expects a statement's text in each dialect, and its bindings, which are the same in all.
func expectSQL(
    _ statement: some Statement, sqlite: String, postgresql: String, odd: String, bindings: [SQLValue] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectSQL(
        statement.sql, sqlite: sqlite, postgresql: postgresql, odd: odd, bindings: bindings,
        sourceLocation: sourceLocation
    )
}

func expectSQL(
    _ sql: SQL, sqlite: String, postgresql: String, odd: String, bindings: [SQLValue] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expect(sql, in: .sqlite, sqlite, bindings, sourceLocation)
    expect(sql, in: .postgresql, postgresql, bindings, sourceLocation)
    expect(sql, in: OddDialect(), odd, bindings, sourceLocation)
}

/// Expects the text of a condition, outside of any statement.
func expectSQL<Owner>(
    _ condition: Condition<Owner>?, sqlite: String, postgresql: String, odd: String, bindings: [SQLValue] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let condition = try #require(condition, sourceLocation: sourceLocation)
    expectSQL(
        condition.sql, sqlite: sqlite, postgresql: postgresql, odd: odd, bindings: bindings,
        sourceLocation: sourceLocation
    )
}

private func expect(
    _ sql: SQL, in dialect: some SQLDialect, _ text: String, _ bindings: [SQLValue], _ sourceLocation: SourceLocation
) {
    #expect(throws: Never.self, sourceLocation: sourceLocation) {
        let rendered = try sql.rendered(for: dialect).description
        #expect(rendered == text, "\(dialect.name)", sourceLocation: sourceLocation)
        let values = try sql.bindings(for: dialect)
        #expect(values == bindings, "\(dialect.name)", sourceLocation: sourceLocation)
    }
}
