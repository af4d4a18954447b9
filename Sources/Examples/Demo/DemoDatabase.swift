import DurableExecutionStorage
import Foundation
import SQLiteDriver

/// The SQLite file that the processes of the demo share.
struct DemoDatabase: Sendable {
    let database: SQLiteDatabase
    let storage: SQLTaskExecutionsStorage<SQLiteDatabase>

    static let tableName = "picture_executions"

    init(path: String) async throws {
        database = try await SQLiteDatabase(path: path)
        storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable(Self.tableName))
        try await storage.migrate()
    }

    /// In `.build` if there is one, otherwise in the folder for temporary files.
    static func defaultPath() throws -> String {
        let manager = FileManager.default
        let folder = manager.isWritableFile(atPath: ".build") ? ".build" : manager.temporaryDirectory.path
        return "\(folder)/demo.db"
    }
}
