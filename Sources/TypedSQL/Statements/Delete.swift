/// Deletes rows of a table.
public struct Delete<Target: Table, Output>: Statement {
    let table: Target
    /// `nil` for every row.
    var condition: Condition<Target>?
    let projection: Projection<Output>

    /// Only the rows for which the condition is true, too; a `nil` asks for nothing.
    public func `where`(_ condition: Condition<Target>?) -> Delete {
        var delete = self
        delete.condition = and(self.condition, condition)
        return delete
    }

    public var sql: SQL {
        var chunks: [SQL.Chunk] = [.enter(Target.self, table: table.tableName), .literal("delete from "), .source(0)]
        if let condition { chunks += [.literal(" where ")] + condition.chunks }
        if !projection.chunks.isEmpty { chunks += [.literal(" returning ")] + projection.chunks }
        chunks.append(.leave)
        return SQL(chunks)
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try projection.decode(&row) }
}

extension Delete where Output == Never {
    /// Gives back the rows that were deleted, in no certain order.
    public func returning() -> Delete<Target, Target.Record> where Target: RecordTable {
        returning(.record(of: table) { .name($0) })
    }

    /// Gives back a column of the rows that were deleted, in no certain order.
    public func returning<Value: SQLConvertible>(_ column: Column<Target, Value>) -> Delete<Target, Value> {
        returning(.column(column))
    }

    /// Gives back columns of the same type of the rows that were deleted, in no certain order.
    public func returning<Value: SQLConvertible>(_ columns: [Column<Target, Value>]) -> Delete<Target, [Value]> {
        returning(.columns(columns))
    }

    /// Gives back columns of the rows that were deleted, in no certain order.
    public func returning<First: SQLConvertible, Second: SQLConvertible, each Other: SQLConvertible>(
        _ first: Column<Target, First>, _ second: Column<Target, Second>, _ others: repeat Column<Target, each Other>
    ) -> Delete<Target, (First, Second, repeat each Other)> {
        returning(.columns(first, second, repeat each others))
    }

    private func returning<Result>(_ projection: Projection<Result>) -> Delete<Target, Result> {
        Delete<Target, Result>(table: table, condition: condition, projection: projection)
    }
}

/// A delete that does not know its rows yet.
public struct DeleteBuilder<Target: Table>: Sendable {
    let table: Target

    /// The rows for which the condition is true.
    public func `where`(_ condition: Condition<Target>) -> Delete<Target, Never> {
        Delete(table: table, condition: condition, projection: .none())
    }

    @available(*, unavailable, message: "nil would mean every row: unwrap the condition, or say everyRow()")
    @_disfavoredOverload
    public func `where`(_ condition: Condition<Target>?) -> Delete<Target, Never> { preconditionFailure("unavailable") }

    @available(*, unavailable, message: "outer(_:) names the statement around a subselect, and there is none")
    @_disfavoredOverload
    public func `where`<Inner, Around>(_ condition: Condition<Within<Inner, Around>>) -> Delete<Target, Never> {
        preconditionFailure("unavailable")
    }

    /// Every row of the table.
    public func everyRow() -> Delete<Target, Never> { Delete(table: table, condition: nil, projection: .none()) }
}

/// Deletes rows: `delete(orders).where(lt(orders.date, limit))`, or `delete(orders).everyRow()`.
public func delete<Target: Table>(_ table: Target) -> DeleteBuilder<Target> { DeleteBuilder(table: table) }
