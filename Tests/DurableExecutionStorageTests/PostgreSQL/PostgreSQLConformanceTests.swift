import DurableExecutionStorage
import DurableExecutionTesting
import Foundation
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

@Suite struct PostgreSQLConformanceTests {
    private static let checks = StorageConformance.checks(capabilities: [])

    @Test(arguments: checks)
    func theStorageConforms(_ check: StorageConformance.Check) async throws {
        try await run(check, on: TaskExecutionsTable())
    }

    /// A pooler in between gives each transaction another connection of the server, and nothing is prepared.
    @Test(arguments: checks)
    func theStorageWithAnotherNameAndIndexesBehindAPoolerConforms(_ check: StorageConformance.Check) async throws {
        try await run(check, on: TaskExecutionsTable("we\"ird; drop 名", indexes: .reference), isPooled: true)
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

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["DURABLE_NIGHTLY"] == "1"),
        arguments: ExecutorConformance.checks)
    func executorsRunOnTheStorageBehindAPooler(_ check: ExecutorConformance.Check) async throws {
        try await check.run { try await SQLTaskExecutionsStorage.onTestServer(testMode: true, isPooled: true) }
    }

    private func run(
        _ check: StorageConformance.Check, on table: TaskExecutionsTable, testMode: Bool = true, isPooled: Bool = false
    ) async throws {
        try await check.run {
            try await SQLTaskExecutionsStorage.onTestServer(table: table, testMode: testMode, isPooled: isPooled)
        }
    }
}
