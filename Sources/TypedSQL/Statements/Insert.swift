/// Inserts rows into a table.
public struct Insert<Target: Table, Output>: Statement {
    let table: Target
    /// The columns and the rows: `("a", "b") values (?, ?)`.
    let content: [SQL.Chunk]
    /// What follows the content, where it is more than one row of constants.
    var rows: InsertedRows?
    var conflict: [SQL.Chunk] = []
    let projection: Projection<Output>

    public var sql: SQL {
        var chunks: [SQL.Chunk] = [.enter(Target.self, table: table.tableName), .literal("insert into ")]
        chunks += [.source(0), .literal(" ")]
        chunks += content
        if let rows { chunks += rows.chunks }
        chunks += conflict
        if !projection.chunks.isEmpty { chunks += [.literal(" returning ")] + projection.chunks }
        chunks.append(.leave)
        return SQL(chunks)
    }

    /// Inserts of fewer rows each.
    public func parts(bindingAtMost limit: Int) -> [Insert]? {
        guard let rows, rows.count > 1 else { return nil }
        let available = limit - conflict.bindingCount - projection.chunks.bindingCount
        let ofRow = rows.bindingsOfRow
        if ofRow * rows.count <= available || ofRow > available || ofRow == 0 { return nil }
        let rowsAtMost = available / ofRow
        return rows.divided(into: (rows.count + rowsAtMost - 1) / rowsAtMost).map { part in
            var insert = self
            insert.rows = part
            return insert
        }
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try projection.decode(&row) }
}

extension Insert where Output == Never {
    /// Leaves out a row that has the same values as one in the table in the columns of any unique index.
    public func onConflictDoNothing() -> Insert { onConflict([], [.literal(" do nothing")]) }

    /// Leaves out a row that has the same values in these columns as one in the table.
    public func onConflictDoNothing<each Value>(on columns: repeat Column<Target, each Value>) -> Insert {
        onConflict(names(repeat each columns), [.literal(" do nothing")])
    }

    /// Changes the row that has the same values in these columns instead; ``excluded(_:)`` is what the insert wanted.
    ///
    /// - Parameters:
    ///   - columns: The columns whose values conflict.
    ///   - assign: The changes.
    ///   - condition: Which rows are changed; the others stay as they are. All if it is `nil`.
    public func onConflictDoUpdate<each Value>(
        on columns: repeat Column<Target, each Value>, set assign: (inout Assignments<Target>) -> Void,
        where condition: Condition<Target>? = nil
    ) -> Insert {
        var assignments = Assignments(table)
        assign(&assignments)
        var action = [.literal(" do update set ")] + assignments.chunks
        if let condition { action += [.literal(" where ")] + condition.chunks }
        return onConflict(names(repeat each columns), action)
    }

    private func names<each Value>(_ columns: repeat Column<Target, each Value>) -> [StaticString] {
        var names: [StaticString] = []
        for column in repeat each columns { names.append(column.name) }
        return names
    }

    private func onConflict(_ columns: [StaticString], _ action: [SQL.Chunk]) -> Insert {
        var insert = self
        insert.conflict = [.literal(" on conflict")]
        if !columns.isEmpty {
            insert.conflict.append(.literal(" ("))
            insert.conflict += commaSeparated(columns.map { [.name($0)] })
            insert.conflict.append(.literal(")"))
        }
        insert.conflict += action
        return insert
    }

    /// Gives back the rows that were inserted, in no certain order.
    public func returning() -> Insert<Target, Target.Record> where Target: RecordTable {
        returning(.record(of: table) { .name($0) })
    }

    /// Gives back the rows that were inserted, each with its key, in no certain order.
    public func returning<Key: SQLConvertible>(
        keyed key: Column<Target, Key>
    ) -> Insert<Target, (Key, Target.Record)> where Target: RecordTable {
        returning(.keyedRecord(of: table, key) { .name($0) })
    }

    /// Gives back a column of the rows that were inserted, in no certain order.
    public func returning<Value: SQLConvertible>(_ column: Column<Target, Value>) -> Insert<Target, Value> {
        returning(.column(column))
    }

    /// Gives back columns of the same type of the rows that were inserted, in no certain order.
    public func returning<Value: SQLConvertible>(_ columns: [Column<Target, Value>]) -> Insert<Target, [Value]> {
        returning(.columns(columns))
    }

    /// Gives back columns of the rows that were inserted, in no certain order.
    public func returning<First: SQLConvertible, Second: SQLConvertible, each Other: SQLConvertible>(
        _ first: Column<Target, First>, _ second: Column<Target, Second>, _ others: repeat Column<Target, each Other>
    ) -> Insert<Target, (First, Second, repeat each Other)> {
        returning(.columns(first, second, repeat each others))
    }

    private func returning<Result>(_ projection: Projection<Result>) -> Insert<Target, Result> {
        Insert<Target, Result>(
            table: table, content: content, rows: rows, conflict: conflict, projection: projection
        )
    }
}
