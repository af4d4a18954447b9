/// A `case` under construction: the value of the first condition that is true.
public struct CaseExpression<Owner: SQLScope, Value: SQLConvertible>: Sendable {
    private var branches: [SQL.Chunk]

    init(_ branches: [SQL.Chunk]) { self.branches = branches }

    /// Adds a value for a condition; the first condition that is true decides.
    public func when(_ condition: Condition<Owner>, then value: Value) -> CaseExpression {
        CaseExpression(branches + Self.branch(condition, [value.typedChunk]))
    }

    /// Adds a value for a condition; the first condition that is true decides.
    public func when(_ condition: Condition<Owner>, then value: some SQLExpression<Owner, Value>) -> CaseExpression {
        CaseExpression(branches + Self.branch(condition, value.chunks))
    }

    /// The expression, with a value if no condition is true.
    public func otherwise(_ value: Value) -> SQLFragment<Owner, Value> { end([value.typedChunk]) }

    /// The expression, with a value if no condition is true.
    public func otherwise(_ value: some SQLExpression<Owner, Value>) -> SQLFragment<Owner, Value> { end(value.chunks) }

    /// Null where no condition is true.
    public func otherwiseNull() -> SQLFragment<Owner, Value?> { SQLFragment(branches + [.literal(" end")]) }

    private func end(_ value: [SQL.Chunk]) -> SQLFragment<Owner, Value> {
        SQLFragment(branches + [.literal(" else ")] + value + [.literal(" end")])
    }

    static func branch(_ condition: Condition<Owner>, _ value: [SQL.Chunk]) -> [SQL.Chunk] {
        [.literal(" when ")] + condition.chunks + [.literal(" then ")] + value
    }
}

/// Begins a `case`: `when(lt(t.retries, 3), then: "again").otherwise("failed")`.
public func when<Owner, Value: SQLConvertible>(
    _ condition: Condition<Owner>, then value: Value
) -> CaseExpression<Owner, Value> {
    CaseExpression([.literal("case")] + CaseExpression<Owner, Value>.branch(condition, [value.typedChunk]))
}

/// Begins a `case` with the value of an expression.
public func when<Owner, Value: SQLConvertible>(
    _ condition: Condition<Owner>, then value: some SQLExpression<Owner, Value>
) -> CaseExpression<Owner, Value> {
    CaseExpression([.literal("case")] + CaseExpression<Owner, Value>.branch(condition, value.chunks))
}
