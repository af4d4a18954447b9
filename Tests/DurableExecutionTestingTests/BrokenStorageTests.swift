import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct BrokenStorageTests {
    @Test(arguments: BrokenStorage.all)
    func theSuiteReportsAFailureOf(_ broken: BrokenStorage) async throws {
        var failure: ConformanceFailure?
        for check in StorageConformance.checks {
            do {
                try await check.run { broken.make(InMemoryTaskExecutionsStorage(testMode: true)) }
            } catch let error as ConformanceFailure {
                failure = error
                break
            }
        }
        let found = try #require(failure, "a storage that \(broken) passes every check")
        #expect(StorageConformance.checks.map(\.name).contains(found.check))
        #expect(found.expected != found.found)
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
