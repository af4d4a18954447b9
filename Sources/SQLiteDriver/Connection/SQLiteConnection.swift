internal import CSQLite
public import TypedSQL

/// A connection to an SQLite database, as the bodies of transactions see it.
///
/// It belongs to one body at a time and is not to be kept beyond it.
public final class SQLiteConnection: SQLConnection {
    public let dialect = SQLiteDialect()

    let path: String
    let handle: OpaquePointer
    let busyTimeout: Duration
    var controls = [OpaquePointer?](repeating: nil, count: TransactionControl.allCases.count)
    private var statements: StatementCache
    /// One target for each statement that runs inside another's rows; in use up to `depth`.
    private var targets: [UnsafeMutablePointer<BindingTarget>] = []
    private var depth = 0
    /// Whose statements run.
    var scope = BodyScope.driver
    /// Whether a body that shared a transaction had a statement that can't.
    var needsToBeAlone = false
    /// Whether a body has made something that only this connection sees.
    var hasTemporaryObjects = false
    /// Behind a pointer, for SQLite tells of each commit by it.
    let log: UnsafeMutablePointer<WriteAheadLog>
    /// `nil` for a database in memory.
    var openedFiles: OpenedFiles?
    private var isClosed = false
    private let interruption: StatementInterruption

    init(path: String, handle: OpaquePointer, configuration: SQLiteConfiguration) {
        self.path = path
        self.handle = handle
        busyTimeout = configuration.busyTimeout
        statements = StatementCache(capacity: configuration.statementCacheCapacity)
        interruption = StatementInterruption(timeLimit: configuration.statementTimeLimit, on: handle)
        log = .allocate(capacity: 1)
        log.initialize(to: WriteAheadLog())
        waitsForLocks = true
    }

    deinit {
        close()
        for target in targets {
            target.pointee.arena.deallocate()
            target.deinitialize(count: 1)
            target.deallocate()
        }
        log.deinitialize(count: 1)
        log.deallocate()
    }

    /// Whether a statement waits, as long as it was configured, where another process holds a lock.
    var waitsForLocks = false {
        didSet { sqlite3_busy_timeout(handle, waitsForLocks ? Int32(clamping: busyTimeout.milliseconds) : 0) }
    }

    /// Lets go of the file. Nothing may be run afterwards.
    func close() {
        if isClosed { return }
        isClosed = true
        for control in controls { sqlite3_finalize(control) }
        statements.finalizeAll()
        sqlite3_close_v2(handle)
    }

    @discardableResult
    public func run(
        _ sql: RenderedSQL, bind: (inout SQLBinder) -> Void, row: (inout SQLRow) throws -> Void
    ) throws -> Int {
        try checkScope()
        let statement = try statement(for: sql)
        if scope.isReading, !statement.isReadOnly {
            if statement.isTransient { statement.finalize() }
            throw SQLiteError(.readOnly, message: "a read can't write", sql: sql.description, path: path)
        }
        statement.isRunning = true
        let changesBefore = sqlite3_total_changes64(handle)
        let target = nextTarget()
        if depth == 0 { interruption.statementBegins(isCancellable: !scope.ignoresCancellation) }
        depth += 1
        defer {
            depth -= 1
            if depth == 0 { interruption.statementEnded() }
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
        // After a statement that changes no rows, such as one that makes a table, SQLite still tells of the one before.
        let hasChanged = !statement.isReadOnly && sqlite3_total_changes64(handle) != changesBefore
        return hasChanged ? Int(sqlite3_changes64(handle)) : 0
    }

    @discardableResult
    public func run(
        count: Int, sql: (Int) throws -> RenderedSQL, bind: (Int, inout SQLBinder) -> Void,
        row: (Int, inout SQLRow) throws -> Void
    ) throws -> [Int] {
        try (0..<count).map { position in
            try run(sql(position), bind: { bind(position, &$0) }, row: { try row(position, &$0) })
        }
    }

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
        let placeholders = Int(sqlite3_bind_parameter_count(statement.handle))
        if binder.count != placeholders {
            throw SQLiteError(
                .statement, message: "\(binder.count) values for \(placeholders) placeholders",
                sql: sqlite3_sql(statement.handle).map { String(cString: $0) }, path: path
            )
        }
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
        case SQLITE_INTERRUPT where interruption.reason == .cancelled: throw CancellationError()
        default: throw error(sqlite3_extended_errcode(handle), in: statement)
        }
    }

    private func statement(for sql: RenderedSQL) throws -> SQLiteStatement {
        if let statement = statements.idleStatement(for: sql) { return statement }
        let kind = StatementKind(sql)
        try check(kind, sql)
        guard let compiled = try compile(sql) else {
            throw SQLiteError(.statement, message: "the statement is empty", sql: sql.description, path: path)
        }
        let statement = SQLiteStatement(compiled)
        // A pragma does its work while it is compiled, and may be allowed here and not elsewhere.
        if kind == .plain { statements.insert(statement, for: sql) } else { statement.isTransient = true }
        return statement
    }

    /// `nil` for a text without a statement.
    private func compile(_ sql: RenderedSQL) throws -> OpaquePointer? {
        try sql.text.withUnsafeBytes { bytes in
            guard var rest = bytes.assumingMemoryBound(to: CChar.self).baseAddress else { return nil }
            let end = rest + bytes.count
            var compiled: OpaquePointer?
            while rest < end {
                var statement: OpaquePointer?
                var tail: UnsafePointer<CChar>?
                let resultCode = sqlite3_prepare_v3(
                    handle, rest, Int32(clamping: end - rest), UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &tail
                )
                if resultCode != SQLITE_OK {
                    let error = error(sqlite3_extended_errcode(handle), sql: sql.description)
                    sqlite3_finalize(compiled)
                    throw error
                }
                if compiled != nil, statement != nil {
                    sqlite3_finalize(statement)
                    sqlite3_finalize(compiled)
                    let message = "there is more than one statement, and only the first would be carried out"
                    throw SQLiteError(.statement, message: message, sql: sql.description, path: path)
                }
                compiled = compiled ?? statement
                guard let tail, tail > rest else { break }
                rest = tail
            }
            return compiled
        }
    }

    private func error(_ extendedResultCode: Int32, in statement: SQLiteStatement) -> SQLiteError {
        error(extendedResultCode, sql: sqlite3_sql(statement.handle).map { String(cString: $0) })
    }

    func error(_ extendedResultCode: Int32, sql: String? = nil) -> SQLiteError {
        var code = SQLiteError.Code(extendedResultCode: extendedResultCode)
        var message = String(cString: sqlite3_errmsg(handle))
        if extendedResultCode == SQLITE_ERROR, let limit = exceededLimit(in: message) {
            code = .tooBig
            message += limit
        } else if code == .busy {
            message = "somebody else kept the database locked for longer than \(busyTimeout): \(message)"
        } else if code == .timedOut, let limit = interruption.timeLimit {
            message = "the statement was interrupted because it ran for longer than \(limit)"
        } else if code == .movedFile {
            message = Self.movedFileMessage
        }
        return SQLiteError(code, message: message, extendedResultCode: extendedResultCode, sql: sql, path: path)
    }

    /// What to add to a message that says that a statement is too large; `nil` for all others.
    private func exceededLimit(in message: String) -> String? {
        let limits = [
            ("too many SQL variables", SQLITE_LIMIT_VARIABLE_NUMBER, "bound values"),
            ("Expression tree is too large", SQLITE_LIMIT_EXPR_DEPTH, "levels of an expression"),
            ("too many columns", SQLITE_LIMIT_COLUMN, "columns"), ("too many terms", SQLITE_LIMIT_COLUMN, "terms"),
            ("too many arguments", SQLITE_LIMIT_FUNCTION_ARG, "arguments"),
        ]
        for (beginning, limit, what) in limits where message.hasPrefix(beginning) {
            return " (this SQLite takes at most \(sqlite3_limit(handle, limit, -1)) \(what) in one place)"
        }
        if message.hasPrefix("parser stack overflow") {
            return " (SQLite takes at most about 100 levels of parentheses and subselects)"
        }
        return message.hasPrefix("at most 64 tables") ? "" : nil
    }
}
