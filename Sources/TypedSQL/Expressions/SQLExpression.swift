/// Something that has a value in SQL: a column, a fragment, a parameter, a condition.
public protocol SQLExpression<Value>: Sendable {
    associatedtype Value

    func append(to chunks: inout [SQL.Chunk])

    /// Whether it has to stand in parentheses as one side of a comparison; `false` by default.
    var needsParentheses: Bool { get }
}

extension SQLExpression {
    public var needsParentheses: Bool { false }

    var chunks: [SQL.Chunk] {
        var chunks: [SQL.Chunk] = []
        append(to: &chunks)
        return chunks
    }

    /// The expression as a part of a larger one.
    var operand: [SQL.Chunk] { needsParentheses ? enclosed(chunks) : chunks }
}

func enclosed(_ chunks: [SQL.Chunk]) -> [SQL.Chunk] { [.literal("(")] + chunks + [.literal(")")] }
