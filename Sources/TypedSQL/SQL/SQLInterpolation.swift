extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral text: StaticString) { chunks = [.literal(text)] }

    public init(stringInterpolation: Interpolation) { chunks = stringInterpolation.chunks }

    /// Collects the parts of an interpolated text.
    public struct Interpolation: StringInterpolationProtocol {
        var chunks: [Chunk] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            chunks.reserveCapacity(2 * interpolationCount + 1)
        }

        public mutating func appendLiteral(_ text: StaticString) {
            if text.utf8CodeUnitCount > 0 { chunks.append(.literal(text)) }
        }

        /// A column or another expression; one with operators in it stands in parentheses.
        public mutating func appendInterpolation(_ expression: some SQLExpression) { chunks += expression.operand }

        /// An expression that names no column.
        public mutating func appendInterpolation<Value>(_ fragment: SQLFragment<NoScope, Value>) {
            chunks += fragment.operand
        }

        /// What an input of a prepared statement says.
        public mutating func appendInterpolation<Value>(_ parameter: Parameter<NoScope, Value>) {
            chunks += parameter.operand
        }

        /// A column of the statement around a subselect.
        public mutating func appendInterpolation<Owner, Value>(_ column: Outer<Owner, Value>) {
            chunks += column.chunks
        }

        /// A value; it is bound.
        public mutating func appendInterpolation(_ value: some SQLConvertible) { chunks.append(value.typedChunk) }

        /// Another piece as it is, without parentheses.
        public mutating func appendInterpolation(_ sql: SQL) { chunks += sql.chunks }

        /// A statement in parentheses.
        public mutating func appendInterpolation(_ statement: some Statement) { append(subselect: statement.sql) }

        /// A subselect that reads the row around it, in parentheses.
        public mutating func appendInterpolation<Inner, Outer, Output>(
            _ select: CorrelatedSelect<Inner, Outer, Output>
        ) {
            append(subselect: select.sql)
        }

        /// The name of a table.
        public mutating func appendInterpolation(_ table: some Table) { chunks.append(.identifier(table.tableName)) }

        /// The name of an index; where it is longer than the dialect allows, it is shortened in a way that keeps it unique.
        public mutating func appendInterpolation(indexName name: String) { chunks.append(.indexName(name)) }

        /// A name known only when the program runs; it is quoted.
        public mutating func appendInterpolation(identifier name: String) { chunks.append(.identifier(name)) }

        mutating func append(subselect sql: SQL) { chunks += enclosed(sql.chunks) }
    }
}
