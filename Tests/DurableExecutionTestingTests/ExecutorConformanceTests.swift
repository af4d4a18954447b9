import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct ExecutorConformanceTests {
    @Test(arguments: ExecutorConformance.checks)
    func executorsRunOnTheInMemoryStorage(_ check: ExecutorConformance.Check) async throws {
        try await check.run { InMemoryTaskExecutionsStorage(testMode: true) }
    }

    @Test func noTwoChecksHaveTheSameName() {
        let names = ExecutorConformance.checks.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
