internal import TypedSQL

/// The compiled statements of a connection, the least recently used making room for new ones.
///
/// SQLite itself compiles a statement again when the schema has changed.
struct StatementCache {
    private let capacity: Int
    private var statements: [RenderedSQL: SQLiteStatement] = [:]
    /// The one that was used last: most often the next, too.
    private var latest: (sql: RenderedSQL, statement: SQLiteStatement)?
    private var uses = 0

    init(capacity: Int) { self.capacity = max(1, capacity) }

    var count: Int { statements.count }

    /// The statement of a text, if it is there and does not run right now.
    mutating func idleStatement(for sql: RenderedSQL) -> SQLiteStatement? {
        if let latest, latest.sql == sql { return latest.statement.isRunning ? nil : latest.statement }
        guard let statement = statements[sql], !statement.isRunning else { return nil }
        use(statement, for: sql)
        return statement
    }

    /// Keeps a statement, unless there is one of the same text or all others run: then it serves one run.
    mutating func insert(_ statement: SQLiteStatement, for sql: RenderedSQL) {
        if statements[sql] == nil, statements.count >= capacity { removeLeastRecentlyUsed() }
        if statements[sql] != nil || statements.count >= capacity {
            statement.isTransient = true
            return
        }
        statements[sql] = statement
        use(statement, for: sql)
    }

    private mutating func use(_ statement: SQLiteStatement, for sql: RenderedSQL) {
        uses += 1
        statement.lastUse = uses
        latest = (sql, statement)
    }

    mutating func finalizeAll() {
        for statement in statements.values { statement.finalize() }
        statements.removeAll()
        latest = nil
    }

    private mutating func removeLeastRecentlyUsed() {
        let idle = statements.lazy.filter { !$0.value.isRunning }
        guard let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        oldest.value.finalize()
        statements[oldest.key] = nil
        if latest?.statement === oldest.value { latest = nil }
    }
}
