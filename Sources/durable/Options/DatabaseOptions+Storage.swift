import DurableExecutionStorage
import Foundation
import SQLiteDriver

extension DatabaseOptions {
    /// Opens the executions of a table for the time of the body. A database that does not exist is never made.
    func withExecutions<Result>(
        in table: TableOptions, isReadOnly: Bool,
        _ body: (SQLTaskExecutionsStorage<SQLiteDatabase>) async throws -> Result
    ) async throws -> Result {
        if !isReadOnly, !database.contains("://"), !FileManager.default.fileExists(atPath: database) {
            throw SQLiteError(.missingFile, message: "there is no such file", path: database)
        }
        return try await withDatabase(isReadOnly: isReadOnly) { database in
            try await body(SQLTaskExecutionsStorage(database, table: TaskExecutionsTable(table.table)))
        }
    }
}
