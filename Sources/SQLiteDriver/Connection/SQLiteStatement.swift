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

    /// Makes it ready for the next run, which binds all values anew; until then nobody looks at those of this one, whose
    /// memory is given up.
    func reset() {
        sqlite3_reset(handle)
        isRunning = false
    }

    func finalize() { sqlite3_finalize(handle) }
}
