/// Changes rows of a table.
public struct Update<Target: Table, Output>: Statement {
    let table: Target
    let assignments: [SQL.Chunk]
    /// Where other rows come from: ` from (…) as "input" ("column1", "column2")`.
    var source: [SQL.Chunk] = [.inputRows]
    /// `nil` for every row.
    var condition: Condition<Target>?
    let projection: Projection<Output>

    /// Only the rows for which the condition is true, too; a `nil` asks for nothing.
    public func `where`(_ condition: Condition<Target>?) -> Update {
        var update = self
        update.condition = and(self.condition, condition)
        return update
    }

    public var sql: SQL {
        var chunks: [SQL.Chunk] = [.enter(Target.self, table: table.tableName), .literal("update "), .source(0)]
        chunks.append(.literal(" set "))
        chunks += assignments + source
        if let condition { chunks += [.literal(" where ")] + condition.chunks }
        if !projection.chunks.isEmpty { chunks += [.literal(" returning ")] + projection.chunks }
        chunks.append(.leave)
        return SQL(chunks)
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try projection.decode(&row) }
}

extension Update where Output == Never {
    /// Gives the rows back as they are after the update, in no certain order.
    public func returning() -> Update<Target, Target.Record> where Target: RecordTable {
        returning(.record(of: table) { .name($0) })
    }

    /// Gives the rows back, as ``returning()`` does, in the shape of another declaration of the same table.
    public func returning<Rows: RecordTable>(_ rows: Rows) -> Update<Target, Rows.Record> where Rows.Base == Target {
        returning(.record(of: rows) { .name($0) })
    }

    /// Gives a column of the rows back as it is after the update, in no certain order.
    public func returning<Value: SQLConvertible>(_ column: Column<Target, Value>) -> Update<Target, Value> {
        returning(.column(column))
    }

    /// Gives columns of the same type of the rows back as they are after the update, in no certain order.
    public func returning<Value: SQLConvertible>(_ columns: [Column<Target, Value>]) -> Update<Target, [Value]> {
        returning(.columns(columns))
    }

    /// Gives columns of the rows back as they are after the update, in no certain order.
    public func returning<First: SQLConvertible, Second: SQLConvertible, each Other: SQLConvertible>(
        _ first: Column<Target, First>, _ second: Column<Target, Second>, _ others: repeat Column<Target, each Other>
    ) -> Update<Target, (First, Second, repeat each Other)> {
        returning(.columns(first, second, repeat each others))
    }

    @available(*, unavailable, message: "the column belongs to another table than the one that is changed")
    @_disfavoredOverload
    public func returning<Other, Value>(_ column: Column<Other, Value>) -> Update<Target, Value> {
        preconditionFailure("unavailable")
    }

    private func returning<Result>(_ projection: Projection<Result>) -> Update<Target, Result> {
        Update<Target, Result>(table: table, assignments: assignments, condition: condition, projection: projection)
    }
}

/// An update that knows what to set, and not its rows yet.
public struct UpdateOfRows<Target: Table>: Sendable {
    let table: Target
    let assignments: [SQL.Chunk]

    /// The rows for which the condition is true.
    public func `where`(_ condition: Condition<Target>) -> Update<Target, Never> {
        Update(table: table, assignments: assignments, condition: condition, projection: .none())
    }

    @available(*, unavailable, message: "nil would mean every row: unwrap the condition, or say everyRow()")
    @_disfavoredOverload
    public func `where`(_ condition: Condition<Target>?) -> Update<Target, Never> { preconditionFailure("unavailable") }

    @available(*, unavailable, message: "outer(_:) names the statement around a subselect, and there is none")
    @_disfavoredOverload
    public func `where`<Inner, Around>(_ condition: Condition<Within<Inner, Around>>) -> Update<Target, Never> {
        preconditionFailure("unavailable")
    }

    /// Every row of the table.
    public func everyRow() -> Update<Target, Never> {
        Update(table: table, assignments: assignments, condition: nil, projection: .none())
    }

    /// Changes the rows whose keys a select finds, and gives back each row as it is after the update and what the select found
    /// beside its key, in no certain order. Not for SQLite, which can't name the columns of a subselect.
    public func returning<Key: SQLConvertible, Found: SQLConvertible, Source, Rows: RecordTable>(
        _ rows: Rows, of key: Column<Target, Key>, foundBy select: Select<Source, (Key, Found)>
    ) -> Update<Target, (Rows.Record, Found)> where Rows.Base == Target {
        let record = Projection.record(of: rows) { .name($0) }
        let projection = Projection<(Rows.Record, Found)>(
            chunks: record.chunks + [.literal(", "), .inputColumn(1)]
        ) { row throws(SQLDecodingError) in (try record.decode(&row), try row.next()) }
        return Update(
            table: table, assignments: assignments,
            source: [.literal(" from (")] + select.sql.chunks + [.literal(") as "), .inputTable(columns: [0, 1])],
            condition: Condition([key.chunk, .beginKey, .inputColumn(0), .endKey]), projection: projection
        )
    }
}

/// An update that does not know what to set yet.
public struct UpdateBuilder<Target: Table>: Sendable {
    let table: Target

    /// The new values, column by column: `.set { $0.isPaid = true }`.
    public func set(_ assign: (inout Assignments<Target>) throws -> Void) rethrows -> UpdateOfRows<Target> {
        var assignments = Assignments(table)
        try assign(&assignments)
        return UpdateOfRows(table: table, assignments: assignments.chunks)
    }
}

/// Changes rows: `update(orders).set { $0.isPaid = true }.where(eq(orders.id, id))`, or `.everyRow()`.
public func update<Target: Table>(_ table: Target) -> UpdateBuilder<Target> { UpdateBuilder(table: table) }
