/// The rows of an insert, which can be divided among several statements.
enum InsertedRows: Sendable {
    /// Each row in parentheses.
    case expressions([[SQL.Chunk]])
    /// Rows that bind themselves, as many columns each.
    case records(
        columns: Int, range: Range<Int>, bind: @Sendable (Range<Int>, inout SQLBinder) -> Void)

    var count: Int {
        switch self {
        case .expressions(let rows): rows.count
        case .records(_, let range, _): range.count
        }
    }

    /// How many values a row binds at most.
    var bindingsOfRow: Int {
        switch self {
        case .expressions(let rows): rows.lazy.map(\.bindingCount).max() ?? 0
        case .records(let columns, _, _): columns
        }
    }

    var chunks: [SQL.Chunk] {
        switch self {
        case .expressions(let rows): return commaSeparated(rows)
        case .records(let columns, let range, let bind):
            let rows = SQLRows(
                columnCount: columns, rowCount: range.count, content: .values { bind(range, &$0) })
            return [.rows(rows)]
        }
    }

    /// The same rows, in parts of nearly the same size.
    func divided(into count: Int) -> [InsertedRows] {
        let size = (self.count + count - 1) / count
        return stride(from: 0, to: self.count, by: size).map { start in
            let part = start..<min(start + size, self.count)
            switch self {
            case .expressions(let rows): return .expressions(Array(rows[part]))
            case .records(let columns, let range, let bind):
                let range = range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound
                return .records(columns: columns, range: range, bind: bind)
            }
        }
    }
}

extension [SQL.Chunk] {
    /// How many values the pieces bind; those of a prepared statement's input are not counted.
    var bindingCount: Int {
        reduce(0) { count, chunk in
            switch chunk {
            case .value, .list: count + 1
            case .rows(let rows): count + rows.rowCount * rows.columnCount
            default: count
            }
        }
    }
}
