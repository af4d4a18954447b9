/// Something that is true or not of a row.
public struct Condition: SQLExpression {
    public typealias Value = Bool

    let content: [SQL.Chunk]
    /// Whether nobody knows which operators it contains.
    let isWrittenAsSQL: Bool

    init(_ content: [SQL.Chunk]) {
        self.content = content
        isWrittenAsSQL = false
    }

    /// A condition written as SQL.
    public init(_ sql: SQL) {
        content = sql.chunks
        isWrittenAsSQL = true
    }

    public var needsParentheses: Bool { true }

    public func append(to chunks: inout [SQL.Chunk]) { chunks += content }
}
