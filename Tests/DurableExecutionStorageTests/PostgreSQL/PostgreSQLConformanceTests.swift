import DurableExecutionStorage
import DurableExecutionTesting
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing

@Suite struct PostgreSQLConformanceTests {
    private static let checks = StorageConformance.checks(capabilities: [])

    @Test(arguments: checks)
    func theStorageConforms(_ check: StorageConformance.Check) async throws {
        try await run(check, on: TaskExecutionsTable())
    }

    @Test(arguments: checks)
    func theStorageWithAnotherNameAndIndexesAndWithoutPreparedStatementsConforms(
        _ check: StorageConformance.Check
    ) async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.statementCacheCapacity = 0
        try await run(check, on: TaskExecutionsTable("we\"ird; drop 名", indexes: .reference), configuration)
    }

    @Test(arguments: StorageConformance.productionChecks)
    func theStorageOutsideTestModeConforms(_ check: StorageConformance.Check) async throws {
        try await run(check, on: TaskExecutionsTable(), testMode: false)
    }

    @Test(arguments: QueryConformance.checks, TaskExecutionsIndexProfile.allCases)
    func theStorageAnswers(_ check: QueryConformance.Check, indexes: TaskExecutionsIndexProfile) async throws {
        try await check.run {
            try await SQLTaskExecutionsStorage.onTestServer(table: TaskExecutionsTable(indexes: indexes))
        }
    }

    @Test(arguments: ExecutorConformance.checks)
    func executorsRunOnTheStorage(_ check: ExecutorConformance.Check) async throws {
        try await check.run { try await SQLTaskExecutionsStorage.onTestServer(testMode: true) }
    }

    private func run(
        _ check: StorageConformance.Check, on table: TaskExecutionsTable,
        _ configuration: PostgreSQLConfiguration = PostgreSQLConfiguration(), testMode: Bool = true
    ) async throws {
        try await check.run {
            try await SQLTaskExecutionsStorage.onTestServer(configuration, table: table, testMode: testMode)
        }
    }
}
