import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct InMemoryConformanceTests {
    @Test(arguments: StorageConformance.checks)
    func conforms(_ check: StorageConformance.Check) async throws {
        try await check.run { InMemoryTaskExecutionsStorage(testMode: true) }
    }

    @Test(arguments: StorageConformance.productionChecks)
    func conformsOutsideTestMode(_ check: StorageConformance.Check) async throws {
        try await check.run { InMemoryTaskExecutionsStorage() }
    }
}
