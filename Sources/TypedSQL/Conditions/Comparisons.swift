/// The condition of two sides with an operator between them.
private func compare<Owner>(
    _ left: some AnySQLExpression, _ symbol: StaticString, _ right: [SQL.Chunk]
) -> Condition<Owner> {
    let (left, right) = beside(left.operand, right)
    return Condition(left + [.literal(symbol)] + right)
}

/// A value alone on one side takes its type from the other side, whose type the database knows unless that is a value, too.
private func beside(_ left: [SQL.Chunk], _ right: [SQL.Chunk]) -> (left: [SQL.Chunk], right: [SQL.Chunk]) {
    switch (left.count == 1 && left[0].isPlaceholder, right.count == 1 && right[0].isPlaceholder) {
    case (false, true): (left, [right[0].untyped])
    case (true, false): ([left[0].untyped], right)
    default: (left, right)
    }
}

/// The two are equal.
public func eq<Owner, Value: SQLConvertible>(
    _ left: some SQLExpression<Owner, Value>, _ right: Value.Comparand
) -> Condition<Owner> {
    compare(left, " = ", [right.typedChunk])
}

/// The two are equal.
public func eq<Owner, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Owner, Left>, _ right: some SQLExpression<Owner, Right>
) -> Condition<Owner> where Left.Comparand == Right.Comparand {
    compare(left, " = ", right.operand)
}

/// The two are equal, and each input of a ``PreparedForMany`` finds its row by an index of the column, whatever the database
/// believes about the number of rows.
public func eqByIndex<Owner, Value: SQLConvertible, Part: SQLConvertible>(
    _ column: Column<Owner, Value>, _ part: Parameter<Owner, Part>
) -> Condition<Owner> where Value.Comparand == Part.Comparand {
    Condition([column.chunk, .beginKey, .parameter(part.index), .endKey])
}

/// The two are not equal.
public func ne<Owner, Value: SQLConvertible>(
    _ left: some SQLExpression<Owner, Value>, _ right: Value.Comparand
) -> Condition<Owner> {
    compare(left, " <> ", [right.typedChunk])
}

/// The two are not equal.
public func ne<Owner, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Owner, Left>, _ right: some SQLExpression<Owner, Right>
) -> Condition<Owner> where Left.Comparand == Right.Comparand {
    compare(left, " <> ", right.operand)
}

/// Less than.
public func lt<Owner, Value: SQLConvertible>(
    _ left: some SQLExpression<Owner, Value>, _ right: Value.Comparand
) -> Condition<Owner> {
    compare(left, " < ", [right.typedChunk])
}

/// Less than.
public func lt<Owner, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Owner, Left>, _ right: some SQLExpression<Owner, Right>
) -> Condition<Owner> where Left.Comparand == Right.Comparand {
    compare(left, " < ", right.operand)
}

/// Less than or equal.
public func lte<Owner, Value: SQLConvertible>(
    _ left: some SQLExpression<Owner, Value>, _ right: Value.Comparand
) -> Condition<Owner> {
    compare(left, " <= ", [right.typedChunk])
}

/// Less than or equal.
public func lte<Owner, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Owner, Left>, _ right: some SQLExpression<Owner, Right>
) -> Condition<Owner> where Left.Comparand == Right.Comparand {
    compare(left, " <= ", right.operand)
}

/// Greater than.
public func gt<Owner, Value: SQLConvertible>(
    _ left: some SQLExpression<Owner, Value>, _ right: Value.Comparand
) -> Condition<Owner> {
    compare(left, " > ", [right.typedChunk])
}

/// Greater than.
public func gt<Owner, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Owner, Left>, _ right: some SQLExpression<Owner, Right>
) -> Condition<Owner> where Left.Comparand == Right.Comparand {
    compare(left, " > ", right.operand)
}

/// Greater than or equal.
public func gte<Owner, Value: SQLConvertible>(
    _ left: some SQLExpression<Owner, Value>, _ right: Value.Comparand
) -> Condition<Owner> {
    compare(left, " >= ", [right.typedChunk])
}

/// Greater than or equal.
public func gte<Owner, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Owner, Left>, _ right: some SQLExpression<Owner, Right>
) -> Condition<Owner> where Left.Comparand == Right.Comparand {
    compare(left, " >= ", right.operand)
}

/// At least `low` and at most `high`.
public func between<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>, _ low: Value.Comparand, _ high: Value.Comparand
) -> Condition<Owner> {
    let left = expression.operand
    let (_, low) = beside(left, [low.typedChunk])
    let (_, high) = beside(left, [high.typedChunk])
    return Condition(left + [.literal(" between ")] + low + [.literal(" and ")] + high)
}

/// Matches a pattern in which `%` stands for any text and `_` for any character; behind a `\` they stand for themselves.
/// Whether case matters is the database's business: not for ASCII letters in SQLite, always in PostgreSQL.
public func like<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>, _ pattern: String
) -> Condition<Owner> where Value.Comparand == String {
    compare(expression, " like ", [.value(.text(pattern)), .literal(#" escape '\'"#)])
}

/// The text with a `\` before each character that a pattern of ``like(_:_:)`` takes for something else:
/// `like(orders.note, escapedForLike(prefix) + "%")`.
public func escapedForLike(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
        if "\\%_".unicodeScalars.contains(scalar) { escaped.unicodeScalars.append("\\") }
        escaped.unicodeScalars.append(scalar)
    }
    return escaped
}

/// The two differ, where two nulls do not, and a null differs from every value.
public func isDistinctFrom<Owner, Value: SQLConvertible>(
    _ left: some SQLExpression<Owner, Value>, _ right: Value.Comparand?
) -> Condition<Owner> {
    let (left, right) = beside(left.operand, [right.typedChunk])
    return Condition(left + [.isDistinctFrom] + right)
}

/// The two are equal, or both null.
public func isNotDistinctFrom<Owner, Value: SQLConvertible>(
    _ left: some SQLExpression<Owner, Value>, _ right: Value.Comparand?
) -> Condition<Owner> {
    let (left, right) = beside(left.operand, [right.typedChunk])
    return Condition(left + [.isNotDistinctFrom] + right)
}

/// The two differ, where two nulls do not, and a null differs from every value.
public func isDistinctFrom<Owner, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Owner, Left>, _ right: some SQLExpression<Owner, Right>
) -> Condition<Owner> where Left.Comparand == Right.Comparand {
    let (left, right) = beside(left.operand, right.operand)
    return Condition(left + [.isDistinctFrom] + right)
}

/// The two are equal, or both null.
public func isNotDistinctFrom<Owner, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Owner, Left>, _ right: some SQLExpression<Owner, Right>
) -> Condition<Owner> where Left.Comparand == Right.Comparand {
    let (left, right) = beside(left.operand, right.operand)
    return Condition(left + [.isNotDistinctFrom] + right)
}
