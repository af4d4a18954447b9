internal import CSQLite
public import TypedSQL

/// A connection to an SQLite database, as the bodies of transactions see it.
///
/// It belongs to one thread and can't leave it.
public final class SQLiteConnection: SQLConnection {
    public let dialect = SQLiteDialect()

    let path: String
    let handle: OpaquePointer
    private let busyTimeout: Duration
    private var statements: StatementCache
    /// One target for each statement that runs inside another's rows; in use up to `depth`.
    private var targets: [UnsafeMutablePointer<BindingTarget>] = []
    private var depth = 0

    init(path: String, handle: OpaquePointer, configuration: SQLiteConfiguration) {
        self.path = path
        self.handle = handle
        busyTimeout = configuration.busyTimeout
        statements = StatementCache(capacity: configuration.statementCacheCapacity)
    }

    deinit {
        statements.finalizeAll()
        for target in targets {
            target.pointee.arena.deallocate()
            target.deinitialize(count: 1)
            target.deallocate()
        }
        sqlite3_close_v2(handle)
    }

    @discardableResult
    public func run(
        _ sql: RenderedSQL, bind: (inout SQLBinder) -> Void, row: (inout SQLRow) throws -> Void
    ) throws -> Int {
        let statement = try statement(for: sql)
        statement.isRunning = true
        let target = nextTarget()
        depth += 1
        defer {
            depth -= 1
            statement.reset()
            target.pointee.arena.removeAll()
            if statement.isTransient { statement.finalize() }
        }
        try self.bind(bind, to: statement, through: target)
        var cursor = SQLRow(statement.handle, source: .sqlite)
        while try step(statement) {
            cursor.rewind()
            try row(&cursor)
        }
        return statement.isReadOnly ? 0 : Int(sqlite3_changes64(handle))
    }

    /// Whether a transaction is open; SQLite ends one by itself after some errors.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    private func bind(
        _ bind: (inout SQLBinder) -> Void, to statement: SQLiteStatement,
        through target: UnsafeMutablePointer<BindingTarget>
    ) throws {
        target.pointee.statement = statement.handle
        target.pointee.resultCode = SQLITE_OK
        var binder = SQLBinder(OpaquePointer(target), target: .sqlite, dialect: dialect)
        bind(&binder)
        if let error = binder.error { throw error }
        if target.pointee.resultCode != SQLITE_OK { throw error(target.pointee.resultCode, in: statement) }
    }

    private func nextTarget() -> UnsafeMutablePointer<BindingTarget> {
        if depth == targets.count {
            let target = UnsafeMutablePointer<BindingTarget>.allocate(capacity: 1)
            target.initialize(to: BindingTarget())
            targets.append(target)
        }
        return targets[depth]
    }

    /// Whether there is a row.
    private func step(_ statement: SQLiteStatement) throws -> Bool {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw error(sqlite3_extended_errcode(handle), in: statement)
        }
    }

    private func statement(for sql: RenderedSQL) throws -> SQLiteStatement {
        if let statement = statements.idleStatement(for: sql) { return statement }
        var compiled: OpaquePointer?
        let resultCode = sql.text.withUnsafeBytes { bytes in
            sqlite3_prepare_v3(
                handle, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(clamping: bytes.count),
                UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil
            )
        }
        guard resultCode == SQLITE_OK else {
            throw error(sqlite3_extended_errcode(handle), sql: sql.description)
        }
        guard let compiled else { throw SQLiteError(.statement, message: "the statement is empty", path: path) }
        let statement = SQLiteStatement(compiled)
        statements.insert(statement, for: sql)
        return statement
    }

    private func error(_ extendedResultCode: Int32, in statement: SQLiteStatement) -> SQLiteError {
        error(extendedResultCode, sql: sqlite3_sql(statement.handle).map { String(cString: $0) })
    }

    func error(_ extendedResultCode: Int32, sql: String? = nil) -> SQLiteError {
        let code = SQLiteError.Code(extendedResultCode: extendedResultCode)
        var message = String(cString: sqlite3_errmsg(handle))
        if code == .busy {
            message = "another process kept the database locked for longer than \(busyTimeout): \(message)"
        }
        return SQLiteError(code, message: message, extendedResultCode: extendedResultCode, sql: sql, path: path)
    }
}
