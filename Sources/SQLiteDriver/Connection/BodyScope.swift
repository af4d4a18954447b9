internal import CSQLite
internal import TypedSQL

/// Whose statements run on a connection, and so what they may do.
struct BodyScope {
    enum Kind {
        /// The driver's own.
        case driver
        /// One statement, outside of any transaction.
        case single
        /// One statement in a transaction that holds those of other calls too.
        case sharedSingle
        case transaction
        /// Nothing may be written.
        case read
        /// The same, outside of any transaction.
        case singleRead
    }

    var kind: Kind
    /// Whether the task was cancelled before the call began: then it runs as usual, so that a task can clean up.
    var ignoresCancellation = true

    static let driver = BodyScope(kind: .driver)

    var isReading: Bool { kind == .read || kind == .singleRead }

    var isInTransaction: Bool { kind == .sharedSingle || kind == .transaction || kind == .read }
}

extension SQLiteConnection {
    /// - Throws: An error if the body's task was cancelled, or if the body has ended its own transaction: what it did next
    ///   would be stored by itself.
    func checkScope() throws {
        if !scope.ignoresCancellation, Task.isCancelled { throw CancellationError() }
        if scope.isInTransaction { try checkTransaction() }
    }

    /// - Throws: ``SQLiteError/Code/transactionAborted`` if SQLite has undone the transaction.
    func checkTransaction() throws {
        if isInTransaction { return }
        throw SQLiteError(
            .transactionAborted,
            message: "a statement of the transaction failed in a way that undid all of it, so nothing more can be run",
            path: path
        )
    }

    /// - Throws: An error for a statement that has no place in this body.
    func check(_ statement: StatementKind, _ sql: RenderedSQL) throws {
        if scope.kind == .driver { return }
        switch (statement, scope.kind) {
        case (.plain, _), (.connection, .single): break
        case (.temporaryObject, _): hasTemporaryObjects = true
        case (.transactionControl, _):
            throw refusal(
                sql,
                """
                a body can't begin, end or roll back a transaction: `transaction` does so, a body that throws is rolled \
                back, and `savepoint` runs a part that can be undone alone
                """
            )
        case (.connection, .sharedSingle):
            needsToBeAlone = true
            throw refusal(sql, "the statement can't run in a transaction")
        case (.connection, _):
            throw refusal(
                sql,
                """
                the statement changes the connection for the calls that follow, or can't run in a transaction: set it in \
                `SQLiteConfiguration`, or run it by `single`
                """
            )
        }
    }

    private func refusal(_ sql: RenderedSQL, _ message: String) -> SQLiteError {
        SQLiteError(.statement, message: message, sql: sql.description, path: path)
    }

    /// Ends the body of a transaction that is to be stored.
    func finishBody() throws {
        defer { scope = .driver }
        try checkScope()
        try dropTemporaryObjects()
    }

    /// Drops what only this connection sees, so that the next body finds nothing of it.
    func dropTemporaryObjects() throws {
        if !hasTemporaryObjects { return }
        hasTemporaryObjects = false
        scope = .driver
        var objects: [(type: String, name: String)] = []
        // Indexes and triggers go with their tables.
        let sql: SQL =
            "select type, name from temp.sqlite_schema where type in ('view', 'table', 'trigger') order by type"
        try run(sql.rendered(for: dialect), bind: { _ in }) { objects.append((try $0.next(), try $0.next())) }
        for (type, name) in objects {
            switch type {
            case "table": try execute("drop table if exists temp.\(identifier: name)")
            case "view": try execute("drop view if exists temp.\(identifier: name)")
            default: try execute("drop trigger if exists temp.\(identifier: name)")
            }
        }
    }
}
