internal import CSQLite

/// A compiled statement.
final class SQLiteStatement {
    let handle: OpaquePointer
    let isReadOnly: Bool
    /// When it was used last, in the cache's count of uses.
    var lastUse = 0
    /// Whether it runs right now: then the same text needs a second one.
    var isRunning = false
    /// Whether no cache keeps it: it is finalized after its run.
    var isTransient = false

    init(_ handle: OpaquePointer) {
        self.handle = handle
        isReadOnly = sqlite3_stmt_readonly(handle) != 0
    }

    /// Makes it ready for the next run and lets go of the values.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        isRunning = false
    }

    func finalize() { sqlite3_finalize(handle) }
}
