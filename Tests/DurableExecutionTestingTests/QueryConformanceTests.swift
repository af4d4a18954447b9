import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct QueryConformanceTests {
    @Test(arguments: QueryConformance.checks)
    func theInMemoryStorageAnswers(_ check: QueryConformance.Check) async throws {
        try await check.run { InMemoryTaskExecutionsStorage() }
    }

    @Test(arguments: QueryConformance.checks)
    func theStoragesThatWrapAnotherAnswerAsItDoes(_ check: QueryConformance.Check) async throws {
        try await check.run {
            SerializedTaskExecutionsStorage(
                FaultInjectingTaskExecutionsStorage(InMemoryTaskExecutionsStorage(), script: [:])
            )
        }
    }

    @Test func noTwoChecksHaveTheSameName() {
        let names = QueryConformance.checks.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
