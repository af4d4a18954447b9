import DurableExecutionStorage
import DurableExecutionTesting
import SQLiteDriver
import Testing
import TypedSQL

@Suite struct SQLiteQueryConformanceTests {
    @Test(arguments: QueryConformance.checks)
    func theStorageInMemoryAnswers(_ check: QueryConformance.Check) async throws {
        try await check.run {
            let table = TaskExecutionsTable("we\"ird; drop 名")
            let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory(), table: table)
            try await storage.migrate()
            return storage
        }
    }

    @Test(arguments: QueryConformance.checks, TaskExecutionsIndexProfile.allCases)
    func theStorageInAFileAnswers(
        _ check: QueryConformance.Check, indexes: TaskExecutionsIndexProfile
    ) async throws {
        let folder = try TemporaryFolder()
        try await check.run {
            let database = try await SQLiteDatabase(path: folder.file("tasks.db"))
            let storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable(indexes: indexes))
            try await storage.migrate()
            return storage
        }
    }
}
