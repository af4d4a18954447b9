/// Reads rows of a table.
public struct Select<Owner: SQLScope, Output>: Statement {
    let tableName: String
    /// The second table of a join, and how it stands behind the first.
    private var join: (tableName: String, clause: [SQL.Chunk])?
    let projection: Projection<Output>
    private var isDistinct = false
    var condition: Condition<Owner>?
    var groups: [[SQL.Chunk]] = []
    private var groupCondition: Condition<Owner>?
    var orderings: [Ordering<Owner>] = []
    var limit: SQL.Chunk?
    var offset: SQL.Chunk?
    var locking: LockingClause?

    init(_ projection: Projection<Output>, from tableName: String) {
        self.tableName = tableName
        self.projection = projection
    }

    init(_ projection: Projection<Output>, from tableName: String, joined: String, _ clause: [SQL.Chunk]) {
        self.init(projection, from: tableName)
        join = (joined, clause)
    }

    /// Only the rows for which the condition is true; a `nil` asks for nothing. A second call adds to the first.
    public func `where`(_ condition: Condition<Owner>?) -> Select {
        changing { $0.condition = and($0.condition, condition) }
    }

    /// One row for each combination of values that the rows have there; what is read has to be one of these expressions
    /// or an aggregate such as ``count()``. A second call adds to the first.
    public func groupBy(_ expressions: any AnySQLExpression<Owner>...) -> Select { groupBy(expressions) }

    /// The same for expressions that were put together elsewhere.
    public func groupBy(_ expressions: [any AnySQLExpression<Owner>]) -> Select {
        changing { $0.groups += expressions.map(\.chunks) }
    }

    /// Only the groups for which the condition is true; a `nil` asks for nothing. A second call adds to the first.
    public func having(_ condition: Condition<Owner>?) -> Select {
        changing { $0.groupCondition = and($0.groupCondition, condition) }
    }

    /// Each row of the result once.
    public func distinct() -> Select { changing { $0.isDistinct = true } }

    @available(*, unavailable, message: "rows are grouped by expressions of the statement's table")
    @_disfavoredOverload
    public func groupBy(_ expressions: any AnySQLExpression...) -> Select { preconditionFailure("unavailable") }

    /// The first ordering counts most. A second call adds to the first.
    public func orderBy(_ orderings: Ordering<Owner>...) -> Select { orderBy(orderings) }

    /// The same for orderings that were put together elsewhere.
    public func orderBy(_ orderings: [Ordering<Owner>]) -> Select { changing { $0.orderings += orderings } }

    /// At most this many rows; none for a negative number.
    public func limit(_ count: Int) -> Select { changing { $0.limit = .value(.integer(Int64(max(0, count)))) } }

    /// At most as many rows as the input of a prepared statement says, which must not be negative.
    public func limit(_ count: Parameter<Owner, Int>) -> Select { changing { $0.limit = .parameter(count.index) } }

    /// Without the first rows, this many.
    public func offset(_ count: Int) -> Select { changing { $0.offset = .value(.integer(Int64(max(0, count)))) } }

    /// Locks the rows until the transaction ends, where the database has such locks.
    public func locking(_ strength: LockingClause.Strength, skipsLocked: Bool = false) -> Select {
        changing { $0.locking = LockingClause(strength, skipsLocked: skipsLocked) }
    }

    public var sql: SQL {
        let entrance: SQL.Chunk =
            if let join {
                .enterJoin(Owner.self, table: tableName, joined: join.tableName)
            } else {
                .enter(Owner.self, table: tableName)
            }
        return SQL([entrance] + clauses(condition?.sql))
    }

    /// All but the scope, whose place a correlated subselect takes.
    func clauses(_ condition: SQL?) -> [SQL.Chunk] {
        var chunks: [SQL.Chunk] = [.literal(isDistinct ? "select distinct " : "select ")]
        chunks += projection.chunks
        chunks += [.literal(" from "), .source(0)]
        if let join { chunks += join.clause }
        if let condition { chunks += [.literal(" where ")] + condition.chunks }
        if !groups.isEmpty { chunks += [.literal(" group by ")] + commaSeparated(groups) }
        if let groupCondition { chunks += [.literal(" having ")] + groupCondition.chunks }
        if !orderings.isEmpty { chunks += [.literal(" order by ")] + commaSeparated(orderings.map(\.content)) }
        if let limit { chunks += [.literal(" limit "), limit] }
        if let offset {
            // SQLite allows an offset only behind a limit.
            if limit == nil { chunks += [.literal(" limit "), .integer(.max)] }
            chunks += [.literal(" offset "), offset]
        }
        if let locking { chunks.append(.locking(locking)) }
        chunks.append(.leave)
        return chunks
    }

    /// With a limit, unless it has one.
    public var forFirstRow: Select { limit == nil ? changing { $0.limit = .integer(1) } : self }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try projection.decode(&row) }

    private func changing(_ change: (inout Select) -> Void) -> Select {
        var select = self
        change(&select)
        return select
    }
}

/// The chosen columns of a select that does not know its table yet.
public struct Selection<Owner: SQLScope, Output>: Sendable {
    let projection: Projection<Output>

    /// The table whose columns they are.
    public func from(_ table: Owner) -> Select<Owner, Output> where Owner: Table {
        Select(projection, from: table.tableName)
    }
}

/// The whole rows of a select that does not know its table yet.
public struct RecordSelection: Sendable {
    /// The table whose rows they are.
    public func from<Source: RecordTable>(_ table: Source) -> Select<Source.Base, Source.Record> {
        Select(.record(of: table) { .column($0, of: Source.Base.self, source: 0) }, from: table.tableName)
    }
}

/// The whole rows of a select, each with its key, that does not know its table yet.
public struct KeyedRecordSelection<Owner: SQLScope, Key: SQLConvertible>: Sendable {
    let key: Column<Owner, Key>

    /// The table whose rows they are.
    public func from<Source: RecordTable>(_ table: Source) -> Select<Owner, (Key, Source.Record)>
    where Source.Base == Owner {
        Select(.keyedRecord(of: table, key) { .column($0, of: Owner.self, source: 0) }, from: table.tableName)
    }
}

/// Reads whole rows, each with its key, which the database made: `select(keyed: orders.id).from(orders)`.
public func select<Owner, Key>(keyed key: Column<Owner, Key>) -> KeyedRecordSelection<Owner, Key> {
    KeyedRecordSelection(key: key)
}

/// Reads whole rows: `select().from(orders)`.
public func select() -> RecordSelection { RecordSelection() }

/// Reads one column or other expression: `select(orders.id).from(orders)` gives bare values.
///
/// Apart from the function for many, whose tuple of one the compiler does not take for its element in a subselect.
public func select<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>
) -> Selection<Owner, Value> {
    Selection(projection: .expression(expression))
}

/// Reads columns or other expressions: `select(orders.id, orders.amount).from(orders)` gives pairs.
public func select<Owner, First: SQLConvertible, Second: SQLConvertible, each Other: SQLConvertible>(
    _ first: any SQLExpression<Owner, First>, _ second: any SQLExpression<Owner, Second>,
    _ others: repeat any SQLExpression<Owner, each Other>
) -> Selection<Owner, (First, Second, repeat each Other)> {
    Selection(projection: .expressions(first, second, repeat each others))
}
