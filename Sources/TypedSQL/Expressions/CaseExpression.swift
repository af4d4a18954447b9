/// A `case` under construction: the value of the first condition that is true.
public struct CaseExpression<Value: SQLConvertible>: Sendable {
    private var branches: [SQL.Chunk]

    init(_ branches: [SQL.Chunk]) { self.branches = branches }

    public func when(_ condition: Condition, then value: Value) -> CaseExpression {
        CaseExpression(branches + Self.branch(condition, [value.sqlChunk]))
    }

    public func when(_ condition: Condition, then value: some SQLExpression<Value>) -> CaseExpression {
        CaseExpression(branches + Self.branch(condition, value.chunks))
    }

    public func otherwise(_ value: Value) -> SQLFragment<Value> { end([value.sqlChunk]) }

    public func otherwise(_ value: some SQLExpression<Value>) -> SQLFragment<Value> { end(value.chunks) }

    /// Null where no condition is true.
    public func otherwiseNull() -> SQLFragment<Value?> { SQLFragment(branches + [.literal(" end")]) }

    private func end(_ value: [SQL.Chunk]) -> SQLFragment<Value> {
        SQLFragment(branches + [.literal(" else ")] + value + [.literal(" end")])
    }

    static func branch(_ condition: Condition, _ value: [SQL.Chunk]) -> [SQL.Chunk] {
        [.literal(" when ")] + condition.chunks + [.literal(" then ")] + value
    }
}

/// Begins a `case`: `when(lt(t.retries, 3), then: "again").otherwise("failed")`.
public func when<Value: SQLConvertible>(_ condition: Condition, then value: Value) -> CaseExpression<Value> {
    CaseExpression([.literal("case")] + CaseExpression<Value>.branch(condition, [value.sqlChunk]))
}

/// Begins a `case` with the value of an expression.
public func when<Value: SQLConvertible>(
    _ condition: Condition, then value: some SQLExpression<Value>
) -> CaseExpression<Value> {
    CaseExpression([.literal("case")] + CaseExpression<Value>.branch(condition, value.chunks))
}
