import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct StorageConformanceTests {
    @Test(arguments: StorageConformance.checks)
    func theInMemoryStorageConforms(_ check: StorageConformance.Check) async throws {
        try await check.run { InMemoryTaskExecutionsStorage(testMode: true) }
    }

    @Test(arguments: StorageConformance.productionChecks)
    func theInMemoryStorageConformsOutsideTestMode(_ check: StorageConformance.Check) async throws {
        try await check.run { InMemoryTaskExecutionsStorage() }
    }

    @Test(arguments: StorageConformance.checks)
    func aStorageThatTakesOneRequestAtATimeConformsThroughItsAdapter(_ check: StorageConformance.Check) async throws {
        try await check.run {
            UnbatchedTaskExecutionsStorage(SingleRequestStorage(base: InMemoryTaskExecutionsStorage(testMode: true)))
        }
    }

    @Test(arguments: StorageConformance.checks)
    func aStorageThatTakesOneRequestAtATimeConformsWithConcurrentRequests(
        _ check: StorageConformance.Check
    ) async throws {
        try await check.run {
            UnbatchedTaskExecutionsStorage(
                SingleRequestStorage(base: InMemoryTaskExecutionsStorage(testMode: true)), maxConcurrency: 8
            )
        }
    }

    @Test(arguments: StorageConformance.checks)
    func aStorageWhoseOperationsAreNotAtomicConformsWhenSerialized(_ check: StorageConformance.Check) async throws {
        try await check.run {
            SerializedTaskExecutionsStorage(
                InterleavingStorage(base: InMemoryTaskExecutionsStorage(testMode: true))
            )
        }
    }

    @Test(arguments: StorageConformance.checks)
    func aStorageWithoutFaultsConformsThroughTheFaultInjectingOne(_ check: StorageConformance.Check) async throws {
        try await check.run {
            FaultInjectingTaskExecutionsStorage(InMemoryTaskExecutionsStorage(testMode: true), script: [:])
        }
    }

    @Test func noTwoChecksHaveTheSameName() {
        let names = StorageConformance.checks.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count > 100)
    }

    @Test func aStorageThatLacksACapabilityIsNotAskedForIt() {
        let all = StorageConformance.checks(capabilities: .all).map(\.name)
        let fewer = StorageConformance.checks(capabilities: []).map(\.name)
        #expect(Set(all).subtracting(fewer) == ["a storage gives back the character U+0000 in texts"])
    }
}
