/// A piece of SQL with the type of its value.
public struct SQLFragment<Value>: SQLExpression {
    let content: [SQL.Chunk]
    public let needsParentheses: Bool

    init(_ content: [SQL.Chunk], needsParentheses: Bool = false) {
        self.content = content
        self.needsParentheses = needsParentheses
    }

    public func append(to chunks: inout [SQL.Chunk]) { chunks += content }
}

/// A piece of SQL as an expression: `sql("\(orders.amount) * \(2)", as: Int.self)`.
///
/// Nobody checks that it has the type it is said to have; reading a row does. As one side of a comparison it stands in
/// parentheses, whatever operators it contains.
public func sql<Value>(_ sql: SQL, as _: Value.Type = Value.self) -> SQLFragment<Value> {
    SQLFragment(sql.chunks, needsParentheses: true)
}

/// A number of the program as a literal in the text, where a value would be bound: what a partial index has to see.
public func literal<Value: SQLConvertible & FixedWidthInteger>(_ value: Value) -> SQLFragment<Value> {
    SQLFragment([.integer(Int64(clamping: value))])
}

/// A text of the program as a literal in the text, where a value would be bound: what a partial index has to see.
public func literal(_ value: StaticString) -> SQLFragment<String> { SQLFragment([.string(value)]) }

/// A column of the statement around the one in which it stands: what a correlated subselect compares with.
public func outer<Value>(_ column: Column<Value>) -> SQLFragment<Value> { SQLFragment([.outerColumn(column.name)]) }

/// What the insert that ran into a conflict wanted to write into the column.
public func excluded<Value>(_ column: Column<Value>) -> SQLFragment<Value> { SQLFragment([.excluded(column.name)]) }
