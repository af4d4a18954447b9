import DurableExecutionStorage
import Foundation
import SQLiteDriver

extension DatabaseOptions {
    /// Opens the executions of a table for the time of the body. A database that does not exist is never made.
    func withExecutions<Result>(
        in table: TableOptions, isReadOnly: Bool, _ body: (any ManagedStorage) async throws -> Result
    ) async throws -> Result {
        if !isReadOnly, case .file(let path) = try address,
            !FileManager.default.fileExists(atPath: path)
        {
            throw SQLiteError(.missingFile, message: "there is no such file", path: path)
        }
        return try await withStorage(of: TaskExecutionsTable(table.table), isReadOnly: isReadOnly, body)
    }
}
