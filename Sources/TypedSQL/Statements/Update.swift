/// Changes rows of a table.
public struct Update<Target: Table, Output>: Statement {
    let table: Target
    let assignments: [SQL.Chunk]
    /// Where other rows come from: ` from (…) as "input" ("column1", "column2")`.
    var source: [SQL.Chunk] = [.inputRows]
    var condition: Condition?
    let projection: Projection<Output>

    /// Only the rows for which the condition is true; a `nil` asks for nothing. A second call adds to the first.
    public func `where`(_ condition: Condition?) -> Update {
        var update = self
        update.condition = and(self.condition, condition)
        return update
    }

    public var sql: SQL {
        var chunks: [SQL.Chunk] = [.enter(table: table.tableName), .literal("update ")]
        chunks += [.identifier(table.tableName), .literal(" set ")]
        chunks += assignments + source
        if let condition { chunks += [.literal(" where ")] + condition.content }
        if !projection.chunks.isEmpty { chunks += [.literal(" returning ")] + projection.chunks }
        chunks.append(.leave)
        return SQL(chunks)
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try projection.decode(&row) }
}

extension Update where Output == Never {
    /// Gives the rows back as they are after the update, in no certain order.
    public func returning() -> Update<Target, Target.Record> where Target: RecordTable {
        returning(table)
    }

    /// Gives the rows back, as ``returning()`` does, in the shape of another declaration of the same table.
    public func returning<Rows: RecordTable>(_ rows: Rows) -> Update<Target, Rows.Record> {
        returning(.record(of: rows) { .name($0) })
    }

    /// Gives a column of the rows back as it is after the update, in no certain order.
    public func returning<Value: SQLConvertible>(_ column: Column<Value>) -> Update<Target, Value> {
        returning(.columns(column))
    }

    /// Gives columns of the rows back as they are after the update, in no certain order.
    public func returning<First: SQLConvertible, Second: SQLConvertible, each Other: SQLConvertible>(
        _ first: Column<First>, _ second: Column<Second>, _ others: repeat Column<each Other>
    ) -> Update<Target, (First, Second, repeat each Other)> {
        returning(.columns(first, second, repeat each others))
    }

    /// Changes the rows whose keys a select finds, and gives back each row as it is after the update and what the select found
    /// beside its key, in no certain order. Not for SQLite, which can't name the columns of a subselect.
    public func returning<Key: SQLConvertible, Found: SQLConvertible, Source, Rows: RecordTable>(
        _ rows: Rows, of key: Column<Key>, foundBy select: Select<Source, (Key, Found)>
    ) -> Update<Target, (Rows.Record, Found)> {
        let record = Projection.record(of: rows) { .name($0) }
        let projection = Projection<(Rows.Record, Found)>(
            chunks: record.chunks + [.literal(", "), .inputColumn(1)]
        ) { row throws(SQLDecodingError) in (try record.decode(&row), try row.next()) }
        var update = returning(projection)
        update.source = [.literal(" from (")] + select.sql.chunks + [.literal(") as "), .inputTable(columns: [0, 1])]
        return update.where(Condition([.column(key.name), .beginKey, .inputColumn(0), .endKey]))
    }

    private func returning<Result>(_ projection: Projection<Result>) -> Update<Target, Result> {
        Update<Target, Result>(table: table, assignments: assignments, condition: condition, projection: projection)
    }
}

/// An update that does not know what to set yet.
public struct UpdateBuilder<Target: Table>: Sendable {
    let table: Target

    public func set(_ assign: (inout Assignments<Target>) throws -> Void) rethrows -> Update<Target, Never> {
        var assignments = Assignments(table)
        try assign(&assignments)
        return Update(table: table, assignments: assignments.chunks, condition: nil, projection: .none())
    }
}

/// Changes rows: `update(orders).set { $0.isPaid = true }.where(eq(orders.id, id))`.
public func update<Target: Table>(_ table: Target) -> UpdateBuilder<Target> { UpdateBuilder(table: table) }
