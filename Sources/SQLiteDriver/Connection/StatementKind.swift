internal import TypedSQL

/// What a statement does to its connection, besides reading and writing rows.
enum StatementKind: Equatable {
    case plain
    /// It begins, ends or parts the transaction of its body.
    case transactionControl
    /// It changes the connection for all that follows, or means something else inside of a transaction.
    case connection
    /// It makes something that only this connection sees.
    case temporaryObject

    init(_ sql: RenderedSQL) {
        var words = StatementWords(sql)
        var first = words.next()
        while first == ";" || first == "explain" || first == "query" || first == "plan" { first = words.next() }
        switch first {
        case "begin", "commit", "end", "rollback", "savepoint", "release": self = .transactionControl
        case "insert", "update":
            self = words.next() == "or" && words.next() == "rollback" ? .transactionControl : .plain
        case "vacuum", "attach", "detach": self = .connection
        case "pragma": self = Self.changesConnection(pragma: words) ? .connection : .plain
        case "create", "alter":
            let words = Array(words)
            if first == "create", words.first == "temp" || words.first == "temporary" {
                self = .temporaryObject
            } else {
                self = Self.definesRollback(words) ? .transactionControl : .plain
            }
        default: self = .plain
        }
    }

    /// A constraint or a trigger that ends the transaction of whoever violates it.
    private static func definesRollback(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { $0 == ("conflict", "rollback") }
            || zip(words, zip(words.dropFirst(), words.dropFirst(2))).contains { first, others in
                first == "raise" && others == ("(", "rollback")
            }
    }

    /// Pragmas that tell something, or change what the file holds, as part of a transaction like any other statement.
    private static let transactionalPragmas: Set<String> = [
        "application_id", "data_version", "defer_foreign_keys", "foreign_key_check", "foreign_key_list",
        "incremental_vacuum", "index_info", "index_list", "index_xinfo", "integrity_check", "optimize", "quick_check",
        "table_info", "table_list", "table_xinfo", "user_version",
    ]

    private static func changesConnection(pragma words: StatementWords) -> Bool {
        var words = Array(words)
        if words.count > 1, words[1] == "." { words.removeFirst(2) }
        guard let name = words.first, !transactionalPragmas.contains(name) else { return false }
        // Without a value, nearly all only tell the present one.
        if words.count > 1, words[1] != ";" { return true }
        return name == "wal_checkpoint" || name == "shrink_memory"
    }
}
