/// What a select orders its rows by.
public struct Ordering<Owner: SQLScope>: Sendable {
    let content: [SQL.Chunk]
}

/// The least first.
public func asc<Owner>(_ expression: some AnySQLExpression<Owner>) -> Ordering<Owner> {
    Ordering(content: expression.chunks + [.literal(" asc")])
}

/// The greatest first.
public func desc<Owner>(_ expression: some AnySQLExpression<Owner>) -> Ordering<Owner> {
    Ordering(content: expression.chunks + [.literal(" desc")])
}
