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

    static func keyedRecord<Owner, Key: SQLConvertible, Source: RecordTable>(
        of table: Source, _ key: Column<Owner, Key>, chunk: (StaticString) -> SQL.Chunk
    ) -> Projection<(Key, Source.Record)> where Output == (Key, Source.Record) {
        let record = Projection<Source.Record>.record(of: table, chunk: chunk)
        return Projection(chunks: [chunk(key.name), .literal(", ")] + record.chunks) { row throws(SQLDecodingError) in
            (try Key(from: &row), try record.decode(&row))
        }
    }

    static func expression<Owner>(
        _ expression: some SQLExpression<Owner, Output>
    ) -> Projection where Output: SQLConvertible {
        Projection(chunks: expression.chunks) { row throws(SQLDecodingError) in try Output(from: &row) }
    }

    static func expressions<Owner, each Value: SQLConvertible>(
        _ expressions: repeat any SQLExpression<Owner, each Value>
    ) -> Projection<(repeat each Value)> where Output == (repeat each Value) {
        var chunks: [[SQL.Chunk]] = []
        for expression in repeat each expressions { chunks.append(expression.chunks) }
        return Projection(chunks: commaSeparated(chunks)) { row throws(SQLDecodingError) in
            (repeat try (each Value)(from: &row))
        }
    }

    static func column<Owner>(_ column: Column<Owner, Output>) -> Projection {
        Projection(chunks: [.name(column.name)]) { row throws(SQLDecodingError) in try Output(from: &row) }
    }

    static func columns<Owner, Value: SQLConvertible>(
        _ columns: [Column<Owner, Value>]
    ) -> Projection<[Value]> where Output == [Value] {
        let count = columns.count
        return Projection(chunks: commaSeparated(columns.map { [.name($0.name)] })) { row throws(SQLDecodingError) in
            var values: [Value] = []
            for _ in 0..<count { values.append(try Value(from: &row)) }
            return values
        }
    }

    static func columns<Owner, each Value: SQLConvertible>(
        _ columns: repeat Column<Owner, each Value>
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
