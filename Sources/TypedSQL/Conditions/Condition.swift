/// Something that is true or not of a row.
public struct Condition: SQLExpression {
    public typealias Value = Bool

    let content: [SQL.Chunk]

    init(_ content: [SQL.Chunk]) { self.content = content }

    /// A condition written as SQL.
    public init(_ sql: SQL) { content = sql.chunks }

    public func append(to chunks: inout [SQL.Chunk]) { chunks += content }
}
