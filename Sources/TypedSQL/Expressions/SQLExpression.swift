/// Something that has a value in SQL, whatever its type.
public protocol AnySQLExpression<Owner>: Sendable {
    /// What its columns belong to.
    associatedtype Owner: SQLScope

    /// The SQL of the expression.
    var sql: SQL { get }

    /// Whether it has to stand in parentheses as a part of a larger expression; `false` by default.
    var needsParentheses: Bool { get }
}

/// Something that has a value in SQL: a column, a fragment, a parameter, a condition.
public protocol SQLExpression<Owner, Value>: AnySQLExpression {
    /// The type of its values.
    associatedtype Value
}

extension AnySQLExpression {
    public var needsParentheses: Bool { false }

    var chunks: [SQL.Chunk] { sql.chunks }

    /// The expression as a part of a larger one.
    var operand: [SQL.Chunk] { needsParentheses ? enclosed(chunks) : chunks }
}

func enclosed(_ chunks: [SQL.Chunk]) -> [SQL.Chunk] { [.literal("(")] + chunks + [.literal(")")] }
