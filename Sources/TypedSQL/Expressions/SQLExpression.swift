/// Something that has a value in SQL: a column, a fragment, a parameter, a condition.
public protocol SQLExpression<Value>: Sendable {
    associatedtype Value

    func append(to chunks: inout [SQL.Chunk])
}

extension SQLExpression {
    var chunks: [SQL.Chunk] {
        var chunks: [SQL.Chunk] = []
        append(to: &chunks)
        return chunks
    }
}
