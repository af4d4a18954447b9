internal import TypedSQL

/// What a statement does to its connection, besides reading and writing rows.
enum StatementKind {
    case plain
    /// It begins, ends or parts the transaction of its body.
    case transactionControl
    /// It may leave something in the session that those who use the connection next would find.
    case session

    init(_ sql: RenderedSQL) {
        var words = StatementWords(sql)
        var first = words.next()
        while first == ";" || first == "(" { first = words.next() }
        switch first {
        case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release":
            self = .transactionControl
        case "prepare": self = words.next() == "transaction" ? .transactionControl : .session
        case "set":
            let isOfTransaction = ["local", "constraints", "transaction"].contains(words.next())
            self = isOfTransaction ? .plain : .session
        // The last three may do anything.
        case "reset", "discard", "deallocate", "listen", "unlisten", "load", "declare", "do", "call",
            "execute":
            self = .session
        case "create": self = Self.isTemporary(words) ? .session : .plain
        default: self = Self.mentionsSession(sql) && Self.changesSession(words) ? .session : .plain
        }
    }

    /// Of a table, a view, a sequence, and of whatever replaces one.
    private static func isTemporary(_ words: StatementWords) -> Bool {
        words.prefix(4).contains { $0 == "temp" || $0 == "temporary" }
    }

    /// A quick look at the bytes, for most statements have nothing of it.
    private static func mentionsSession(_ sql: RenderedSQL) -> Bool {
        let text = sql.text
        return text.indices.contains { index in
            switch text[index] | 0x20 {
            // set_config, pg_advisory_lock, pg_try_advisory_lock
            case UInt8(ascii: "t") where index > 0 && index + 3 < text.count:
                text[index + 1] == UInt8(ascii: "_") && text[index + 2] | 0x20 == UInt8(ascii: "c")
                    // into temp
                    || text[index - 1] <= UInt8(ascii: " ") && text[index + 1] | 0x20 == UInt8(ascii: "e")
                        && text[index + 2] | 0x20 == UInt8(ascii: "m")
            case UInt8(ascii: "a") where index + 3 < text.count:
                text[index + 1] | 0x20 == UInt8(ascii: "d") && text[index + 2] | 0x20 == UInt8(ascii: "v")
            default: false
            }
        }
    }

    private static func changesSession(_ words: StatementWords) -> Bool {
        let words = Array(words)
        return words.indices.contains { index in
            switch words[index] {
            case "set_config": !isLocal(setting: words[index...])
            case "pg_advisory_lock", "pg_advisory_lock_shared", "pg_try_advisory_lock",
                "pg_try_advisory_lock_shared":
                true
            case "into": index + 1 < words.count && ["temp", "temporary"].contains(words[index + 1])
            default: false
            }
        }
    }

    /// Whether a call of `set_config` ends with `true`.
    private static func isLocal(setting words: ArraySlice<String>) -> Bool {
        var depth = 0
        var last = ""
        for word in words.dropFirst() {
            if word == "(" { depth += 1 }
            if word == ")" {
                depth -= 1
                if depth == 0 { return last == "true" }
            }
            last = word
        }
        return false
    }
}
