/// Reads rows of two tables side by side. What it takes comes from closures that get the columns of both.
public struct JoinedSelect<Left: Table, Right: Table, RightColumns: Sendable, Output>: Statement {
    public typealias Scope = Joined<Left, Right>
    public typealias LeftColumns = Columns<Scope, Left>

    let join: Join<Left, Right, RightColumns>
    let select: Select<Scope, Output>

    /// Only the rows for which the condition is true; a `nil` asks for nothing. A second call adds to the first.
    public func `where`(_ condition: (LeftColumns, RightColumns) -> Condition<Scope>?) -> JoinedSelect {
        changing { $0.where(condition(join.leftColumns, join.rightColumns)) }
    }

    /// One row for each combination of values that the rows have there.
    public func groupBy(
        _ expressions: (LeftColumns, RightColumns) -> [any AnySQLExpression<Scope>]
    ) -> JoinedSelect {
        changing { $0.groupBy(expressions(join.leftColumns, join.rightColumns)) }
    }

    /// Only the groups for which the condition is true. A second call adds to the first.
    public func having(_ condition: (LeftColumns, RightColumns) -> Condition<Scope>?) -> JoinedSelect {
        changing { $0.having(condition(join.leftColumns, join.rightColumns)) }
    }

    /// A second ordering counts where the first makes no difference.
    public func orderBy(_ ordering: (LeftColumns, RightColumns) -> Ordering<Scope>) -> JoinedSelect {
        changing { $0.orderBy(ordering(join.leftColumns, join.rightColumns)) }
    }

    /// The first ordering counts most.
    public func orderBy(_ orderings: (LeftColumns, RightColumns) -> [Ordering<Scope>]) -> JoinedSelect {
        changing { $0.orderBy(orderings(join.leftColumns, join.rightColumns)) }
    }

    /// Each row once.
    public func distinct() -> JoinedSelect { changing { $0.distinct() } }

    /// At most this many rows; none for a negative number.
    public func limit(_ count: Int) -> JoinedSelect { changing { $0.limit(count) } }

    /// Without the first rows, this many.
    public func offset(_ count: Int) -> JoinedSelect { changing { $0.offset(count) } }

    public var sql: SQL { select.sql }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try select.decode(&row) }

    private func changing(_ change: (Select<Scope, Output>) -> Select<Scope, Output>) -> JoinedSelect {
        JoinedSelect(join: join, select: change(select))
    }
}
