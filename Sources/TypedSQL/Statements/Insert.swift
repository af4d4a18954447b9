/// Inserts rows into a table.
public struct Insert<Target: Table, Output>: Statement {
    let table: Target
    /// The columns and the rows: `("a", "b") values (?, ?)`.
    let content: [SQL.Chunk]
    var conflict: [SQL.Chunk] = []
    let projection: Projection<Output>

    public var sql: SQL {
        var chunks: [SQL.Chunk] = [.enter(table: table.tableName), .literal("insert into ")]
        chunks += [.identifier(table.tableName), .literal(" ")]
        chunks += content
        chunks += conflict
        if !projection.chunks.isEmpty { chunks += [.literal(" returning ")] + projection.chunks }
        chunks.append(.leave)
        return SQL(chunks)
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try projection.decode(&row) }
}

extension Insert where Output == Never {
    /// Leaves out a row that has the same values in these columns as one in the table; in any unique index without columns.
    public func onConflictDoNothing(on columns: any AnyColumn...) -> Insert {
        onConflict(columns, [.literal(" do nothing")])
    }

    /// Changes the row that has the same values in these columns instead; ``excluded(_:)`` is what the insert wanted.
    public func onConflictDoUpdate(
        on columns: any AnyColumn..., set assign: (inout Assignments<Target>) -> Void
    ) -> Insert {
        var assignments = Assignments(table)
        assign(&assignments)
        return onConflict(columns, [.literal(" do update set ")] + assignments.chunks)
    }

    private func onConflict(_ columns: [any AnyColumn], _ action: [SQL.Chunk]) -> Insert {
        var insert = self
        insert.conflict = [.literal(" on conflict")]
        if !columns.isEmpty {
            insert.conflict.append(.literal(" ("))
            insert.conflict += commaSeparated(columns.map { [.name($0.definition.name)] })
            insert.conflict.append(.literal(")"))
        }
        insert.conflict += action
        return insert
    }

    /// Gives back the rows that were inserted, in no certain order.
    public func returning() -> Insert<Target, Target.Record> where Target: RecordTable {
        returning(.record(of: table) { .name($0) })
    }

    /// Gives back a column of the rows that were inserted, in no certain order.
    public func returning<Value: SQLConvertible>(_ column: Column<Value>) -> Insert<Target, Value> {
        returning(.columns(column))
    }

    /// Gives back columns of the rows that were inserted, in no certain order.
    public func returning<First: SQLConvertible, Second: SQLConvertible, each Other: SQLConvertible>(
        _ first: Column<First>, _ second: Column<Second>, _ others: repeat Column<each Other>
    ) -> Insert<Target, (First, Second, repeat each Other)> {
        returning(.columns(first, second, repeat each others))
    }

    private func returning<Result>(_ projection: Projection<Result>) -> Insert<Target, Result> {
        Insert<Target, Result>(table: table, content: content, conflict: conflict, projection: projection)
    }
}
