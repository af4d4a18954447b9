/// Deletes rows of a table.
public struct Delete<Target: Table, Output>: Statement {
    let table: Target
    var condition: Condition?
    let projection: Projection<Output>

    /// Only the rows for which the condition is true; a `nil` asks for nothing. A second call adds to the first.
    public func `where`(_ condition: Condition?) -> Delete {
        var delete = self
        delete.condition = and(self.condition, condition)
        return delete
    }

    public var sql: SQL {
        var chunks: [SQL.Chunk] = [.enter(table: table.tableName), .literal("delete from ")]
        chunks.append(.identifier(table.tableName))
        if let condition { chunks += [.literal(" where ")] + condition.content }
        if !projection.chunks.isEmpty { chunks += [.literal(" returning ")] + projection.chunks }
        chunks.append(.leave)
        return SQL(chunks)
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try projection.decode(&row) }
}

extension Delete where Output == Never {
    /// Gives back the rows that were deleted, in no certain order.
    public func returning() -> Delete<Target, Target.Record> where Target: RecordTable {
        Delete<Target, Target.Record>(
            table: table, condition: condition, projection: .record(of: table) { .name($0) }
        )
    }

    /// Gives back a column of the rows that were deleted, in no certain order.
    public func returning<Value: SQLConvertible>(_ column: Column<Value>) -> Delete<Target, Value> {
        Delete<Target, Value>(table: table, condition: condition, projection: .columns(column))
    }

    /// Gives back columns of the rows that were deleted, in no certain order.
    public func returning<First: SQLConvertible, Second: SQLConvertible, each Other: SQLConvertible>(
        _ first: Column<First>, _ second: Column<Second>, _ others: repeat Column<each Other>
    ) -> Delete<Target, (First, Second, repeat each Other)> {
        Delete<Target, (First, Second, repeat each Other)>(
            table: table, condition: condition, projection: .columns(first, second, repeat each others)
        )
    }
}

/// Deletes rows: `delete(orders).where(lt(orders.date, limit))`. Without a condition it deletes all.
public func delete<Target: Table>(_ table: Target) -> Delete<Target, Never> {
    Delete(table: table, condition: nil, projection: .none())
}
