internal import CSQLite

/// The statements that hold transactions together, which every call needs.
enum TransactionControl: Int, CaseIterable {
    case begin
    case beginImmediate
    case commit
    case rollback
    case savepoint
    case rollbackToSavepoint
    case release
    case beginPart
    case undoPart
    case endPart

    var sql: StaticString {
        switch self {
        case .begin: "begin"
        case .beginImmediate: "begin immediate"
        case .commit: "commit"
        case .rollback: "rollback"
        case .savepoint: "savepoint turn"
        case .rollbackToSavepoint: "rollback to turn"
        case .release: "release turn"
        case .beginPart: "savepoint part"
        case .undoPart: "rollback to part"
        case .endPart: "release part"
        }
    }
}

extension SQLiteConnection {
    /// Part of a transaction; see `SQLConnection`.
    public func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result {
        try checkScope()
        try execute(.beginPart)
        do {
            let result = try await body()
            try checkTransaction()
            try execute(.endPart)
            return result
        } catch {
            if isInTransaction {
                try execute(.undoPart)
                try execute(.endPart)
            }
            throw error
        }
    }

    func execute(_ control: TransactionControl) throws {
        let statement = try statement(of: control)
        let resultCode = sqlite3_step(statement)
        let failure = resultCode == SQLITE_DONE ? nil : error(sqlite3_extended_errcode(handle), sql: "\(control.sql)")
        sqlite3_reset(statement)
        if let failure { throw failure }
    }

    /// Whether a transaction is open; SQLite ends one by itself after some errors.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    func rollBackIfOpen() {
        if isInTransaction { try? execute(.rollback) }
    }

    /// A body that opens a transaction by itself must not take the calls of others into it.
    func endTransactionLeftOpen() throws {
        if !isInTransaction { return }
        try execute(.rollback)
        throw SQLiteError(.statement, message: "the body left a transaction open; it was rolled back", path: path)
    }

    private func statement(of control: TransactionControl) throws -> OpaquePointer {
        if let statement = controls[control.rawValue] { return statement }
        var statement: OpaquePointer?
        let resultCode = control.sql.withUTF8Buffer { text in
            text.withMemoryRebound(to: CChar.self) { text in
                sqlite3_prepare_v3(
                    handle, text.baseAddress, Int32(text.count), UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil
                )
            }
        }
        guard resultCode == SQLITE_OK, let statement else {
            throw error(sqlite3_extended_errcode(handle), sql: "\(control.sql)")
        }
        controls[control.rawValue] = statement
        return statement
    }
}
