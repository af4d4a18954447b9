import DurableExecutionStorage
import DurableExecutionTesting
import SQLiteDriver
import Testing

@Suite struct SQLiteConformanceTests {
    @Test(arguments: StorageConformance.checks)
    func theStorageInMemoryConforms(_ check: StorageConformance.Check) async throws {
        try await check.run {
            let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory(), testMode: true)
            try await storage.migrate()
            return storage
        }
    }
}
