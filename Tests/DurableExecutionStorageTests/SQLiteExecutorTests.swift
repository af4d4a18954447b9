import DurableExecutionStorage
import DurableExecutionTesting
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

@Suite struct SQLiteExecutorTests {
    @Test(arguments: ExecutorConformance.checks)
    func executorsRunOnTheStorageInMemory(_ check: ExecutorConformance.Check) async throws {
        try await check.run {
            let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory(), testMode: true)
            try await storage.migrate()
            return storage
        }
    }

    @Test(arguments: ExecutorConformance.checks)
    func executorsRunOnTheStorageInAFile(_ check: ExecutorConformance.Check) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await check.run {
            let path = folder.appending(path: "tasks.db").path
            let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase(path: path), testMode: true)
            try await storage.migrate()
            return storage
        }
    }
}
