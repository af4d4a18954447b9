/// A column of the statement around a subselect: what a correlated subselect compares its own columns with.
public struct Outer<Owner: SQLScope, Value: SQLConvertible>: Sendable {
    let chunk: SQL.Chunk

    var chunks: [SQL.Chunk] { [chunk] }
}

/// A column of the statement around the subselect in which it stands.
///
/// A condition with it makes a select a ``CorrelatedSelect``, which is only taken by a statement of the column's table:
/// ```swift
/// let lines = select(items.id).from(items).where(eq(items.order, outer(orders.id)))
/// let withLines = select(orders.id).from(orders).where(exists(lines))
/// ```
public func outer<Owner, Value>(_ column: Column<Owner, Value>) -> Outer<Owner, Value> {
    Outer(chunk: .outerColumn(column.name, of: Owner.self, source: column.source))
}
