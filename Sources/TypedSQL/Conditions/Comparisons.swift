/// The condition of two sides with an operator between them.
private func compare(_ left: some SQLExpression, _ symbol: StaticString, _ right: [SQL.Chunk]) -> Condition {
    var chunks = left.operand
    chunks.append(.literal(symbol))
    chunks += right
    return Condition(chunks)
}

/// The two are equal.
public func eq<Value: SQLConvertible>(_ left: some SQLExpression<Value>, _ right: Value.Comparand) -> Condition {
    compare(left, " = ", [right.sqlChunk])
}

/// The two are equal.
public func eq<Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Left>, _ right: some SQLExpression<Right>
) -> Condition where Left.Comparand == Right.Comparand {
    compare(left, " = ", right.operand)
}

/// The two are equal, and each input of a ``PreparedForMany`` finds its row by an index of the column, whatever the database
/// believes about the number of rows.
public func eqByIndex<Value: SQLConvertible, Part: SQLConvertible>(
    _ column: Column<Value>, _ part: Parameter<Part>
) -> Condition where Value.Comparand == Part.Comparand {
    Condition(column.chunks + [.beginKey] + part.chunks + [.endKey])
}

/// The two are not equal.
public func ne<Value: SQLConvertible>(_ left: some SQLExpression<Value>, _ right: Value.Comparand) -> Condition {
    compare(left, " <> ", [right.sqlChunk])
}

/// The two are not equal.
public func ne<Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Left>, _ right: some SQLExpression<Right>
) -> Condition where Left.Comparand == Right.Comparand {
    compare(left, " <> ", right.operand)
}

/// Less than.
public func lt<Value: SQLConvertible>(_ left: some SQLExpression<Value>, _ right: Value.Comparand) -> Condition {
    compare(left, " < ", [right.sqlChunk])
}

/// Less than.
public func lt<Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Left>, _ right: some SQLExpression<Right>
) -> Condition where Left.Comparand == Right.Comparand {
    compare(left, " < ", right.operand)
}

/// Less than or equal.
public func lte<Value: SQLConvertible>(_ left: some SQLExpression<Value>, _ right: Value.Comparand) -> Condition {
    compare(left, " <= ", [right.sqlChunk])
}

/// Less than or equal.
public func lte<Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Left>, _ right: some SQLExpression<Right>
) -> Condition where Left.Comparand == Right.Comparand {
    compare(left, " <= ", right.operand)
}

/// Greater than.
public func gt<Value: SQLConvertible>(_ left: some SQLExpression<Value>, _ right: Value.Comparand) -> Condition {
    compare(left, " > ", [right.sqlChunk])
}

/// Greater than.
public func gt<Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Left>, _ right: some SQLExpression<Right>
) -> Condition where Left.Comparand == Right.Comparand {
    compare(left, " > ", right.operand)
}

/// Greater than or equal.
public func gte<Value: SQLConvertible>(_ left: some SQLExpression<Value>, _ right: Value.Comparand) -> Condition {
    compare(left, " >= ", [right.sqlChunk])
}

/// Greater than or equal.
public func gte<Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Left>, _ right: some SQLExpression<Right>
) -> Condition where Left.Comparand == Right.Comparand {
    compare(left, " >= ", right.operand)
}

/// At least `low` and at most `high`.
public func between<Value: SQLConvertible>(
    _ expression: some SQLExpression<Value>, _ low: Value.Comparand, _ high: Value.Comparand
) -> Condition {
    compare(expression, " between ", [low.sqlChunk, .literal(" and "), high.sqlChunk])
}

/// Matches a pattern in which `%` stands for any text and `_` for any character; behind a `\` they stand for themselves.
/// Whether case matters is the database's business: not for ASCII letters in SQLite, always in PostgreSQL.
public func like<Value: SQLConvertible>(
    _ expression: some SQLExpression<Value>, _ pattern: String
) -> Condition where Value.Comparand == String {
    compare(expression, " like ", [.value(.text(pattern)), .literal(#" escape '\'"#)])
}
