/// How many rows there are.
public func count() -> SQLFragment<Int> { SQLFragment([.literal("count(*)")]) }

/// How many rows hold a value there.
public func count(_ expression: some SQLExpression) -> SQLFragment<Int> { aggregate("count(", expression) }

/// The least value; null where no row holds one.
public func min<Value: SQLConvertible>(_ expression: some SQLExpression<Value>) -> SQLFragment<Value.Comparand?> {
    aggregate("min(", expression)
}

/// The greatest value; null where no row holds one.
public func max<Value: SQLConvertible>(_ expression: some SQLExpression<Value>) -> SQLFragment<Value.Comparand?> {
    aggregate("max(", expression)
}

private func aggregate<Value>(_ function: StaticString, _ expression: some SQLExpression) -> SQLFragment<Value> {
    SQLFragment([.literal(function)] + expression.chunks + [.literal(")")])
}
