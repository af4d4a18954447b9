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

/// The sum of the integers; null where no row holds one. A sum beyond 64 bits is an error of the database.
public func sum<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>
) -> SQLFragment<Owner, Value.Comparand?> where Value.Comparand: FixedWidthInteger {
    cast("sum(", expression, to: .bigint)
}

/// The sum of the numbers; null where no row holds one.
public func sum<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>
) -> SQLFragment<Owner, Double?> where Value.Comparand == Double {
    aggregate("sum(", expression)
}

/// The mean of the numbers; null where no row holds one.
public func avg<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>
) -> SQLFragment<Owner, Double?> where Value.Comparand: Numeric {
    cast("avg(", expression, to: .real)
}

/// PostgreSQL widens the type of an aggregate.
private func cast<Owner, Value>(
    _ function: StaticString, _ expression: some AnySQLExpression<Owner>, to type: ColumnType
) -> SQLFragment<Owner, Value> {
    SQLFragment(
        [.literal("cast("), .literal(function)] + expression.chunks + [
            .literal(") as "), .typeName(type), .literal(")"),
        ]
    )
}

private func aggregate<Owner, Value>(
    _ function: StaticString, _ expression: some AnySQLExpression<Owner>
) -> SQLFragment<Owner, Value> {
    SQLFragment([.literal(function)] + expression.chunks + [.literal(")")])
}
