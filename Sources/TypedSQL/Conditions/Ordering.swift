/// What a select orders its rows by.
public struct Ordering: Sendable {
    let content: [SQL.Chunk]
}

/// The least first.
public func asc(_ expression: some SQLExpression) -> Ordering {
    Ordering(content: expression.chunks + [.literal(" asc")])
}

/// The greatest first.
public func desc(_ expression: some SQLExpression) -> Ordering {
    Ordering(content: expression.chunks + [.literal(" desc")])
}
