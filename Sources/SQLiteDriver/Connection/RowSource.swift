internal import CSQLite
internal import TypedSQL

extension SQLRow.Source {
    static let sqlite = SQLRow.Source(
        // A column is looked up once and its value asked directly: each question about a column would look it up again and
        // lock the connection, which nobody else uses.
        integer: { statement, position, value in
            let column = sqlite3_column_value(statement, position)
            switch sqlite3_value_type(column) {
            case SQLITE_INTEGER:
                value.pointee = sqlite3_value_int64(column)
                return isValue
            case SQLITE_NULL: return isNull
            default: return isOther
            }
        },
        real: { statement, position, value in
            let column = sqlite3_column_value(statement, position)
            switch sqlite3_value_type(column) {
            case SQLITE_FLOAT, SQLITE_INTEGER:
                value.pointee = sqlite3_value_double(column)
                return isValue
            case SQLITE_NULL: return isNull
            default: return isOther
            }
        },
        text: { statement, position, count in
            let column = sqlite3_column_value(statement, position)
            guard let text = sqlite3_value_text(column) else { return nil }
            count.pointee = Int(sqlite3_value_bytes(column))
            return text
        },
        name: { statement, position in sqlite3_column_name(statement, position) }
    )
}
