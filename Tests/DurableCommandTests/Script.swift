import CSQLite
import SQLiteDriver
import TypedSQL

struct ScriptError: Error { let message: String }

/// Runs a text of many statements on a file, as the tool sqlite3 does.
func runScript(_ sql: String, onDatabase path: String) throws {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK, sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK
    else { throw ScriptError(message: String(cString: sqlite3_errmsg(handle))) }
}

/// A table as a database file has it.
func describeTable(_ name: String, inDatabase path: String) async throws -> TableDescription? {
    let database = try await SQLiteDatabase(path: path)
    let description = try await database.read { try $0.description(ofTable: name) }
    await database.close()
    return description
}
