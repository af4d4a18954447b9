/// Begins a select of two tables: `from(orders).join(customers) { o, c in eq(o.customer, c.name) }.select { o, c in … }`.
public func from<Left: Table>(_ table: Left) -> JoinBuilder<Left> { JoinBuilder(left: table) }

/// A join that does not know its second table yet.
public struct JoinBuilder<Left: Table>: Sendable {
    let left: Left

    /// Each row beside each row of the other table for which the condition is true.
    public func join<Right: Table>(
        _ right: Right,
        on condition: (Columns<Joined<Left, Right>, Left>, Columns<Joined<Left, Right>, Right>) -> Condition<
            Joined<Left, Right>
        >
    ) -> Join<Left, Right, Columns<Joined<Left, Right>, Right>> {
        let columns = Columns<Joined<Left, Right>, Right>(table: right, source: 1)
        return Join(left: left, right: right, rightColumns: columns, word: " join ") { condition($0, columns) }
    }

    /// The same, and a row for which there is none in the other table beside nothing.
    public func leftJoin<Right: Table>(
        _ right: Right,
        on condition: (Columns<Joined<Left, Right>, Left>, Columns<Joined<Left, Right>, Right>) -> Condition<
            Joined<Left, Right>
        >
    ) -> Join<Left, Right, OptionalColumns<Joined<Left, Right>, Right>> {
        let columns = Columns<Joined<Left, Right>, Right>(table: right, source: 1)
        let optional = OptionalColumns<Joined<Left, Right>, Right>(table: right, source: 1)
        return Join(left: left, right: right, rightColumns: optional, word: " left join ") { condition($0, columns) }
    }
}

/// Two tables side by side, from which a select reads.
public struct Join<Left: Table, Right: Table, RightColumns: Sendable>: Sendable {
    public typealias Scope = Joined<Left, Right>
    public typealias LeftColumns = Columns<Scope, Left>

    let left: Left
    let right: Right
    let leftColumns: LeftColumns
    let rightColumns: RightColumns
    /// ` join "customers" on …`
    let clause: [SQL.Chunk]

    init(
        left: Left, right: Right, rightColumns: RightColumns, word: StaticString,
        on condition: (LeftColumns) -> Condition<Scope>
    ) {
        self.left = left
        self.right = right
        self.rightColumns = rightColumns
        leftColumns = Columns(table: left, source: 0)
        clause = [.literal(word), .source(1), .literal(" on ")] + condition(leftColumns).chunks
    }

    /// Reads one column or other expression.
    public func select<Element: SQLExpression>(
        _ element: (LeftColumns, RightColumns) -> Element
    ) -> JoinedSelect<Left, Right, RightColumns, Element.Value>
    where Element.Owner == Scope, Element.Value: SQLConvertible {
        selecting(.expression(element(leftColumns, rightColumns)))
    }

    /// Reads columns or other expressions: `.select { o, c in (o.id, c.email) }`.
    @_disfavoredOverload
    public func select<each Element: SQLConvertible>(
        _ elements: (LeftColumns, RightColumns) -> (repeat any SQLExpression<Scope, each Element>)
    ) -> JoinedSelect<Left, Right, RightColumns, (repeat each Element)> {
        let elements = elements(leftColumns, rightColumns)
        return selecting(.expressions(repeat each elements))
    }

    private func selecting<Output>(
        _ projection: Projection<Output>
    ) -> JoinedSelect<Left, Right, RightColumns, Output> {
        JoinedSelect(
            join: self,
            select: Select(projection, from: left.tableName, joined: right.tableName, clause)
        )
    }
}
