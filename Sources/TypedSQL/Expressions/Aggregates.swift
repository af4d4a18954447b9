/// How many rows there are.
public func count<Owner>() -> SQLFragment<Owner, Int> { SQLFragment([.literal("count(*)")]) }

/// How many rows hold a value there.
public func count<Owner>(_ expression: some AnySQLExpression<Owner>) -> SQLFragment<Owner, Int> {
    aggregate("count(", expression)
}

/// The least value; null where no row holds one.
public func min<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>
) -> SQLFragment<Owner, Value.Comparand?> {
    aggregate("min(", expression)
}

/// The greatest value; null where no row holds one.
public func max<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>
) -> SQLFragment<Owner, Value.Comparand?> {
    aggregate("max(", expression)
}

private func aggregate<Owner, Value>(
    _ function: StaticString, _ expression: some AnySQLExpression<Owner>
) -> SQLFragment<Owner, Value> {
    SQLFragment([.literal(function)] + expression.chunks + [.literal(")")])
}
