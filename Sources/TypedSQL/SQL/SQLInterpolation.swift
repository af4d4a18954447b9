extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral text: StaticString) { chunks = [.literal(text)] }

    public init(stringInterpolation: Interpolation) { chunks = stringInterpolation.chunks }

    public struct Interpolation: StringInterpolationProtocol {
        var chunks: [Chunk] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            chunks.reserveCapacity(2 * interpolationCount + 1)
        }

        public mutating func appendLiteral(_ text: StaticString) {
            if text.utf8CodeUnitCount > 0 { chunks.append(.literal(text)) }
        }

        /// A column or another expression.
        public mutating func appendInterpolation(_ expression: some SQLExpression) { expression.append(to: &chunks) }

        /// A value; it is bound.
        public mutating func appendInterpolation(_ value: some SQLConvertible) { chunks.append(value.sqlChunk) }

        public mutating func appendInterpolation(_ sql: SQL) { chunks += sql.chunks }

        /// A statement in parentheses.
        public mutating func appendInterpolation(_ statement: some Statement) {
            chunks.append(.literal("("))
            chunks += statement.sql.chunks
            chunks.append(.literal(")"))
        }

        /// The name of a table.
        public mutating func appendInterpolation(_ table: some Table) { chunks.append(.identifier(table.tableName)) }

        /// The name of an index; where it is longer than the dialect allows, it is shortened in a way that keeps it unique.
        public mutating func appendInterpolation(indexName name: String) { chunks.append(.indexName(name)) }

        /// A name known only when the program runs; it is quoted.
        public mutating func appendInterpolation(identifier name: String) { chunks.append(.identifier(name)) }
    }
}
