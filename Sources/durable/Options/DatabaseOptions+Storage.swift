import DurableExecutionStorage
import Foundation
import SQLiteDriver

extension DatabaseOptions {
    /// Opens the executions of a table for the time of the body. A database that does not exist is never made.
    func withExecutions<Result>(
        in table: TableOptions, isReadOnly: Bool, _ body: (any ManagedStorage) async throws -> Result
    ) async throws -> Result {
        if !isReadOnly, case .file(let path) = try address, !FileManager.default.fileExists(atPath: path) {
            throw SQLiteError(.missingFile, message: "there is no such file", path: path)
        }
        return try await withStorage(of: TaskExecutionsTable(table.table), isReadOnly: isReadOnly, body)
    }

    /// Opens the storage in a table for the time of the body.
    func withStorage<Result>(
        of table: TaskExecutionsTable, isReadOnly: Bool, _ body: (any ManagedStorage) async throws -> Result
    ) async throws -> Result {
        let address = try address
        do {
            return try await withoutActuallyEscaping(body) { body in
                try await address.withDatabase(isReadOnly: isReadOnly, StorageUse(table: table, body: body))
            }
        } catch let error as TaskExecutionsSchemaError {
            throw CommandFailure("“\(address.shown)”: \(error)")
        }
    }
}

/// Works on a storage in a table of the database.
private struct StorageUse<Result>: DatabaseUse {
    let table: TaskExecutionsTable
    let body: (any ManagedStorage) async throws -> Result

    func callAsFunction(_ database: some SQLDatabase) async throws -> Result {
        try await body(SQLTaskExecutionsStorage(database, table: table))
    }
}
