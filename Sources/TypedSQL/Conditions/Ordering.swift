/// What a select orders its rows by.
public struct Ordering<Owner: SQLScope>: Sendable {
    let content: [SQL.Chunk]

    /// Rows without a value first, whichever way the others go.
    public func nullsFirst() -> Ordering { Ordering(content: content + [.literal(" nulls first")]) }

    /// Rows without a value last, whichever way the others go.
    public func nullsLast() -> Ordering { Ordering(content: content + [.literal(" nulls last")]) }
}

/// The least first.
public func asc<Owner>(_ expression: some AnySQLExpression<Owner>) -> Ordering<Owner> {
    Ordering(content: expression.chunks + [.literal(" asc")])
}

/// The greatest first.
public func desc<Owner>(_ expression: some AnySQLExpression<Owner>) -> Ordering<Owner> {
    Ordering(content: expression.chunks + [.literal(" desc")])
}
