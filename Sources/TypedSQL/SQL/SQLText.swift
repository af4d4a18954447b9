/// A piece of SQL about the rows of one statement: only columns of that statement can be interpolated.
///
/// It is what ``Condition`` and ``sql(_:as:)`` are written as; see ``SQL`` for what else can be interpolated.
public struct SQLText<Owner: SQLScope>: Sendable, ExpressibleByStringInterpolation {
    let chunks: [SQL.Chunk]

    public init(stringLiteral text: StaticString) { chunks = [.literal(text)] }

    public init(stringInterpolation: Interpolation) { chunks = stringInterpolation.sql.chunks }

    /// Collects the parts of an interpolated text.
    public struct Interpolation: StringInterpolationProtocol {
        var sql: SQL.Interpolation

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql = SQL.Interpolation(literalCapacity: literalCapacity, interpolationCount: interpolationCount)
        }

        public mutating func appendLiteral(_ text: StaticString) { sql.appendLiteral(text) }

        /// A column or another expression; one with operators in it stands in parentheses.
        public mutating func appendInterpolation<Value>(_ expression: some SQLExpression<Owner, Value>) {
            sql.appendInterpolation(expression)
        }

        /// A value; it is bound.
        public mutating func appendInterpolation(_ value: some SQLConvertible) { sql.appendInterpolation(value) }

        /// Another piece as it is, without parentheses.
        public mutating func appendInterpolation(_ piece: SQL) { sql.appendInterpolation(piece) }

        /// A statement in parentheses.
        public mutating func appendInterpolation(_ statement: some Statement) { sql.appendInterpolation(statement) }

        /// A subselect that reads the row around it, in parentheses.
        public mutating func appendInterpolation<Inner, Output>(_ select: CorrelatedSelect<Inner, Owner, Output>) {
            sql.appendInterpolation(select)
        }

        /// The name of a table.
        public mutating func appendInterpolation(_ table: some Table) { sql.appendInterpolation(table) }

        /// A name known only when the program runs; it is quoted.
        public mutating func appendInterpolation(identifier name: String) { sql.appendInterpolation(identifier: name) }
    }
}

extension SQLText.Interpolation {
    /// A column of the statement around a subselect.
    public mutating func appendInterpolation<Inner, Around, Value>(_ column: Outer<Around, Value>)
    where Owner == Within<Inner, Around> {
        sql.appendInterpolation(column)
    }

    /// A column of the subselect.
    public mutating func appendInterpolation<Inner, Around, Value>(_ column: some SQLExpression<Inner, Value>)
    where Owner == Within<Inner, Around> {
        sql.appendInterpolation(column)
    }
}
