/// What a statement gives back of each row.
struct Projection<Output>: Sendable {
    let chunks: [SQL.Chunk]
    let decode: RowDecoder<Output>
}

extension Projection {
    /// Nothing: the statement returns no rows, so that nothing is ever decoded.
    static func none() -> Projection<Never> where Output == Never {
        Projection<Never>(chunks: []) { row throws(SQLDecodingError) in
            throw row.mismatch(expected: "a statement without rows")
        }
    }

    static func record<Source: RecordTable>(
        of table: Source, chunk: (StaticString) -> SQL.Chunk
    ) -> Projection<Source.Record> where Output == Source.Record {
        Projection(chunks: commaSeparated(table.recordColumns.map { [chunk($0)] })) { row throws(SQLDecodingError) in
            try Source.Record(from: &row)
        }
    }

    static func expressions<each Element: SQLExpression>(
        _ expressions: repeat each Element
    ) -> Projection<(repeat (each Element).Value)>
    where repeat (each Element).Value: SQLConvertible, Output == (repeat (each Element).Value) {
        var chunks: [[SQL.Chunk]] = []
        for expression in repeat each expressions { chunks.append(expression.chunks) }
        return Projection(chunks: commaSeparated(chunks)) { row throws(SQLDecodingError) in
            (repeat try (each Element).Value(from: &row))
        }
    }

    static func columns<each Value: SQLConvertible>(
        _ columns: repeat Column<each Value>
    ) -> Projection<(repeat each Value)> where Output == (repeat each Value) {
        var chunks: [[SQL.Chunk]] = []
        for column in repeat each columns { chunks.append([.name(column.name)]) }
        return Projection(chunks: commaSeparated(chunks)) { row throws(SQLDecodingError) in
            (repeat try (each Value)(from: &row))
        }
    }
}

func commaSeparated(_ elements: [[SQL.Chunk]]) -> [SQL.Chunk] {
    Array(elements.joined(separator: [.literal(", ")]))
}
