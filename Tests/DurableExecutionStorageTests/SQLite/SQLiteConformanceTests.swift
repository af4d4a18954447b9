import DurableExecutionStorage
import DurableExecutionTesting
import SQLiteDriver
import Testing
import TypedSQL

@Suite struct SQLiteConformanceTests {
    @Test(arguments: StorageConformance.checks)
    func theStorageInMemoryConforms(_ check: StorageConformance.Check) async throws {
        try await check.run {
            let storage = SQLTaskExecutionsStorage(
                try await SQLiteDatabase.inMemory(), table: TaskExecutionsTable("we\"ird; drop 名"), testMode: true
            )
            try await storage.migrate()
            return storage
        }
    }

    @Test(arguments: StorageConformance.checks)
    func theStorageInAFileConforms(_ check: StorageConformance.Check) async throws {
        try await run(check, on: TaskExecutionsTable())
    }

    @Test(arguments: StorageConformance.checks)
    func theStorageWithTheIndexesOfTheReferenceConforms(_ check: StorageConformance.Check) async throws {
        try await run(check, on: TaskExecutionsTable(indexes: .reference))
    }

    @Test(arguments: StorageConformance.productionChecks)
    func theStorageOutsideTestModeConforms(_ check: StorageConformance.Check) async throws {
        try await check.run {
            let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory())
            try await storage.migrate()
            return storage
        }
    }

    private func run(_ check: StorageConformance.Check, on table: TaskExecutionsTable) async throws {
        let folder = try TemporaryFolder()
        try await check.run {
            let database = try await SQLiteDatabase(path: folder.file("tasks.db"))
            let storage = SQLTaskExecutionsStorage(database, table: table, testMode: true)
            try await storage.migrate()
            return storage
        }
    }
}
