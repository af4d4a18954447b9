internal import CSQLite
internal import TypedSQL

extension SQLRow.Source {
    static let sqlite = SQLRow.Source(
        integer: { statement, position, value in
            switch sqlite3_column_type(statement, position) {
            case SQLITE_INTEGER:
                value.pointee = sqlite3_column_int64(statement, position)
                return isValue
            case SQLITE_NULL: return isNull
            default: return isOther
            }
        },
        real: { statement, position, value in
            switch sqlite3_column_type(statement, position) {
            case SQLITE_FLOAT, SQLITE_INTEGER:
                value.pointee = sqlite3_column_double(statement, position)
                return isValue
            case SQLITE_NULL: return isNull
            default: return isOther
            }
        },
        text: { statement, position, count in
            guard let text = sqlite3_column_text(statement, position) else { return nil }
            count.pointee = Int(sqlite3_column_bytes(statement, position))
            return text
        },
        name: { statement, position in sqlite3_column_name(statement, position) }
    )
}
