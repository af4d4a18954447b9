internal import TypedSQL

/// The prepared statements of a connection, the least recently used making room for new ones.
struct StatementCache {
    let capacity: Int
    private var statements: [RenderedSQL: PreparedStatement] = [:]
    private var uses = 0

    init(capacity: Int) { self.capacity = capacity }

    var isFull: Bool { statements.count >= capacity }

    mutating func statement(for sql: RenderedSQL) -> PreparedStatement? {
        guard let statement = statements[sql] else { return nil }
        uses += 1
        statement.lastUse = uses
        return statement
    }

    mutating func insert(_ statement: PreparedStatement, for sql: RenderedSQL) {
        uses += 1
        statement.lastUse = uses
        statements[sql] = statement
    }

    mutating func remove(_ sql: RenderedSQL) { statements[sql] = nil }

    mutating func removeLeastRecentlyUsed() -> PreparedStatement? {
        guard let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        statements[oldest.key] = nil
        return oldest.value
    }
}
