internal import CSQLite

extension SQLiteConnection {
    /// The pages of the log from which on it is written back into the file, as SQLite itself would have it.
    private static let longLog: Int32 = 1000

    /// Leaves it to the writer when to write the log back: SQLite would do so in a commit that somebody waits for.
    func watchLog() {
        sqlite3_wal_hook(
            handle,
            { pages, _, _, count in
                pages?.assumingMemoryBound(to: Int32.self).pointee = count
                return SQLITE_OK
            },
            logPages
        )
    }

    var isLogLong: Bool { logPages.pointee >= Self.longLog }

    /// Writes a long log back into the file, as far as nobody reads from it.
    func checkpoint() {
        if !isLogLong { return }
        logPages.pointee = 0
        sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }

    /// Writes the whole log back into the file, unless somebody still uses it: then the last to close does so.
    func writeBackLog() {
        waitsForLocks = false
        sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
}
