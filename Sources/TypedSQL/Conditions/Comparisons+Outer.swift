/// The condition that compares a column of a subselect with one of the row around it.
private func compare<Inner, Around, Value>(
    _ left: some AnySQLExpression, _ symbol: StaticString, _ right: Outer<Around, Value>
) -> Condition<Within<Inner, Around>> {
    Condition(left.operand + [.literal(symbol), right.chunk])
}

/// The two are equal.
public func eq<Inner: Table, Around, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Inner, Left>, _ right: Outer<Around, Right>
) -> Condition<Within<Inner, Around>> where Left.Comparand == Right.Comparand {
    compare(left, " = ", right)
}

/// The two are not equal.
public func ne<Inner: Table, Around, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Inner, Left>, _ right: Outer<Around, Right>
) -> Condition<Within<Inner, Around>> where Left.Comparand == Right.Comparand {
    compare(left, " <> ", right)
}

/// Less than.
public func lt<Inner: Table, Around, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Inner, Left>, _ right: Outer<Around, Right>
) -> Condition<Within<Inner, Around>> where Left.Comparand == Right.Comparand {
    compare(left, " < ", right)
}

/// Less than or equal.
public func lte<Inner: Table, Around, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Inner, Left>, _ right: Outer<Around, Right>
) -> Condition<Within<Inner, Around>> where Left.Comparand == Right.Comparand {
    compare(left, " <= ", right)
}

/// Greater than.
public func gt<Inner: Table, Around, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Inner, Left>, _ right: Outer<Around, Right>
) -> Condition<Within<Inner, Around>> where Left.Comparand == Right.Comparand {
    compare(left, " > ", right)
}

/// Greater than or equal.
public func gte<Inner: Table, Around, Left: SQLConvertible, Right: SQLConvertible>(
    _ left: some SQLExpression<Inner, Left>, _ right: Outer<Around, Right>
) -> Condition<Within<Inner, Around>> where Left.Comparand == Right.Comparand {
    compare(left, " >= ", right)
}
