/// A piece of SQL with the type of its value.
public struct SQLFragment<Owner: SQLScope, Value>: SQLExpression {
    let content: [SQL.Chunk]
    public let needsParentheses: Bool

    init(_ content: [SQL.Chunk], needsParentheses: Bool = false) {
        self.content = content
        self.needsParentheses = needsParentheses
    }

    public var sql: SQL { SQL(content) }
}

/// A piece of SQL as an expression: `sql("\(orders.amount) * \(2)", as: Int.self)`.
///
/// Nobody checks that it has the type it is said to have; reading a row does. As a part of a larger expression it stands in
/// parentheses, whatever operators it contains.
public func sql<Owner, Value>(_ text: SQLText<Owner>, as _: Value.Type = Value.self) -> SQLFragment<Owner, Value> {
    SQLFragment(text.chunks, needsParentheses: true)
}

/// A number of the program as a literal in the text, where a value would be bound: what a partial index has to see.
public func literal<Owner, Value: SQLConvertible & FixedWidthInteger>(_ value: Value) -> SQLFragment<Owner, Value> {
    SQLFragment([.integer(Int64(clamping: value))])
}

/// A text of the program as a literal in the text, where a value would be bound: what a partial index has to see.
public func literal<Owner>(_ value: StaticString) -> SQLFragment<Owner, String> { SQLFragment([.string(value)]) }

/// What the insert that ran into a conflict wanted to write into the column.
public func excluded<Owner: Table, Value>(_ column: Column<Owner, Value>) -> SQLFragment<Owner, Value> {
    SQLFragment([.excluded(column.name)])
}
