import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct BrokenStorageTests {
    @Test(arguments: BrokenStorage.all)
    func theSuiteReportsAFailureOfAStorageThat(_ broken: BrokenStorage) async throws {
        let check = try #require(StorageConformance.checks.first { $0.name == broken.check })
        let failure = await #expect(throws: ConformanceFailure.self) {
            try await check.run { broken.make(InMemoryTaskExecutionsStorage(testMode: true)) }
        }
        #expect(failure?.check == broken.check)
        #expect(failure?.expected != failure?.found)
    }

    @Test func theSuiteReportsAStorageThatDeletesOutsideTestMode() async {
        await #expect(throws: ConformanceFailure.self) {
            for check in StorageConformance.productionChecks {
                try await check.run { InMemoryTaskExecutionsStorage(testMode: true) }
            }
        }
    }

    @Test func aFailureSaysWhatWasExpectedAndWhatWasFound() async throws {
        let check = try #require(StorageConformance.checks.first { $0.name == "a storage gives back empty texts" })
        let failure = await #expect(throws: ConformanceFailure.self) {
            try await check.run {
                ReadsEmptyTextsAsAbsent(base: InMemoryTaskExecutionsStorage(testMode: true))
            }
        }
        #expect(failure?.check == check.name)
        #expect(failure?.expected == #"output = Optional("")"#)
        #expect(failure?.found == "output = nil")
    }

    @Test func anUnexpectedErrorOfTheStorageIsPartOfTheFailure() async throws {
        let check = try #require(StorageConformance.checks.first { $0.name.contains("20,000") })
        let failure = await #expect(throws: ConformanceFailure.self) {
            try await check.run { InsertsAtMost1800(base: InMemoryTaskExecutionsStorage(testMode: true)) }
        }
        #expect(failure?.underlyingError is InsertsAtMost1800.TooManyVariables)
    }

    @Test func anErrorOfWhoeverMakesTheStorageIsNotAFailureOfTheStorage() async throws {
        struct NoDatabase: Error {}
        let check = try #require(StorageConformance.checks.first)
        await #expect(throws: NoDatabase.self) {
            try await check.run { throw NoDatabase() }
        }
    }
}
