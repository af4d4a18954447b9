import CSQLite

/// The lock of somebody who is writing to a database file.
struct WriteLock {
    private let handle: OpaquePointer?

    init(onDatabase path: String) throws {
        var handle: OpaquePointer?
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK,
            sqlite3_exec(handle, "begin immediate", nil, nil, nil) == SQLITE_OK
        else { throw ScriptError(message: String(cString: sqlite3_errmsg(handle))) }
        self.handle = handle
    }

    func release() {
        sqlite3_exec(handle, "commit", nil, nil, nil)
        sqlite3_close_v2(handle)
    }
}
