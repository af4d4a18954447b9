/// Reads rows of a table.
public struct Select<Source: Table, Output>: Statement {
    let table: Source
    let projection: Projection<Output>
    var condition: Condition?
    var groups: [[SQL.Chunk]] = []
    var orderings: [Ordering] = []
    var limit: SQL.Chunk?
    var offset: SQL.Chunk?
    var locking: LockingClause?

    init(_ projection: Projection<Output>, from table: Source) {
        self.table = table
        self.projection = projection
    }

    /// Only the rows for which the condition is true; a `nil` asks for nothing. A second call adds to the first.
    public func `where`(_ condition: Condition?) -> Select { changing { $0.condition = and($0.condition, condition) } }

    /// One row for each combination of values that the rows have there; what is read has to be one of these expressions
    /// or an aggregate such as ``count()``. A second call adds to the first.
    public func groupBy<each Element: SQLExpression>(_ expressions: repeat each Element) -> Select {
        changing { select in
            for expression in repeat each expressions { select.groups.append(expression.chunks) }
        }
    }

    /// The first ordering counts most. A second call adds to the first.
    public func orderBy(_ orderings: Ordering...) -> Select { changing { $0.orderings += orderings } }

    /// At most this many rows; none for a negative number.
    public func limit(_ count: Int) -> Select { changing { $0.limit = .value(.integer(Int64(max(0, count)))) } }

    /// At most as many rows as the input of a prepared statement says, which must not be negative.
    public func limit(_ count: Parameter<Int>) -> Select { changing { $0.limit = .parameter(count.index) } }

    /// Without the first rows, this many.
    public func offset(_ count: Int) -> Select { changing { $0.offset = .value(.integer(Int64(max(0, count)))) } }

    /// Locks the rows until the transaction ends, where the database has such locks.
    public func locking(_ strength: LockingClause.Strength, skipsLocked: Bool = false) -> Select {
        changing { $0.locking = LockingClause(strength, skipsLocked: skipsLocked) }
    }

    public var sql: SQL {
        var chunks: [SQL.Chunk] = [.enter(table: table.tableName), .literal("select ")]
        chunks += projection.chunks
        chunks += [.literal(" from "), .identifier(table.tableName)]
        if let condition { chunks += [.literal(" where ")] + condition.content }
        if !groups.isEmpty { chunks += [.literal(" group by ")] + commaSeparated(groups) }
        if !orderings.isEmpty { chunks += [.literal(" order by ")] + commaSeparated(orderings.map(\.content)) }
        if let limit { chunks += [.literal(" limit "), limit] }
        if let offset {
            // SQLite allows an offset only behind a limit.
            if limit == nil { chunks += [.literal(" limit "), .integer(.max)] }
            chunks += [.literal(" offset "), offset]
        }
        if let locking { chunks.append(.locking(locking)) }
        chunks.append(.leave)
        return SQL(chunks)
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try projection.decode(&row) }

    private func changing(_ change: (inout Select) -> Void) -> Select {
        var select = self
        change(&select)
        return select
    }
}

/// The chosen columns of a select that does not know its table yet.
public struct Selection<Output>: Sendable {
    let projection: Projection<Output>

    public func from<Source: Table>(_ table: Source) -> Select<Source, Output> { Select(projection, from: table) }
}

/// The whole rows of a select that does not know its table yet.
public struct RecordSelection: Sendable {
    public func from<Source: RecordTable>(_ table: Source) -> Select<Source, Source.Record> {
        Select(.record(of: table) { .column($0) }, from: table)
    }
}

/// Reads whole rows: `select().from(orders)`.
public func select() -> RecordSelection { RecordSelection() }

/// Reads one column or other expression: `select(orders.id).from(orders)` gives bare values.
///
/// Apart from the function for many, whose tuple of one the compiler does not take for its element in a subselect.
public func select<Element: SQLExpression>(_ expression: Element) -> Selection<Element.Value>
where Element.Value: SQLConvertible {
    Selection(projection: .expressions(expression))
}

/// Reads columns or other expressions: `select(orders.id, orders.amount).from(orders)` gives pairs.
public func select<First: SQLExpression, Second: SQLExpression, each Other: SQLExpression>(
    _ first: First, _ second: Second, _ others: repeat each Other
) -> Selection<(First.Value, Second.Value, repeat (each Other).Value)>
where First.Value: SQLConvertible, Second.Value: SQLConvertible, repeat (each Other).Value: SQLConvertible {
    Selection(projection: .expressions(first, second, repeat each others))
}
