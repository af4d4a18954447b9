import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// Times and delays with fractions, as the TypeScript package `durable-execution` stores them on SQLite: it does not round
/// `now + base × multiplier^n`.
@Suite struct FractionTests {
    private let table = TaskExecutionsTable()

    private static let columns: [SQL] = [
        "sleep_ms_before_run", "timeout_ms", "start_at", "started_at", "expires_at", "waiting_for_children_started_at",
        "waiting_for_finalize_started_at", "finished_at", "on_children_finished_processing_expires_at",
        "on_children_finished_processing_finished_at", "close_expires_at", "closed_at", "created_at", "updated_at",
    ]

    private func storage(_ change: SQL) async throws -> SQLTaskExecutionsStorage<SQLiteDatabase> {
        let database = try await SQLiteDatabase.inMemory()
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        try await storage.insert([.sample("a")])
        try await database.transaction { [table] connection in
            _ = try await connection.run("update \(table) set " + change)
        }
        return storage
    }

    @Test func everyTimeWithAFractionIsReadRoundedUp() async throws {
        let change = Self.columns.dropFirst().reduce("\(Self.columns[0]) = 1500.25" as SQL) {
            $0 + ", " + $1 + " = 1500.25"
        }
        let storage = try await storage(change)
        let row = try #require(try await storage.get("a"))
        let times = [
            row.delayMs, row.timeoutMs, row.startAt, row.startedAt, row.expiresAt,
            row.waitingForChildrenStartedAt, row.waitingForFinalizeStartedAt, row.finishedAt,
            row.childrenFinishedProcessingExpiresAt, row.childrenFinishedProcessingFinishedAt, row.closeExpiresAt,
            row.closedAt, row.createdAt, row.updatedAt,
        ]
        #expect(times == [Int64?](repeating: 1_501, count: 14))
        let summary = try #require(try await storage.list(TaskExecutionQuery()).executions.first)
        #expect(summary == TaskExecutionSummary(row))
        #expect(try await storage.statistics(now: 2_000).oldestDueAt == 1_501)
        #expect(try await storage.statistics(now: 1_000).nextDueAt == 1_501)
    }

    @Test func anExecutionThatIsDueAtAFractionIsClaimedAndNotSetAside() async throws {
        let storage = try await storage("start_at = 1500.5, timeout_ms = 10.5")
        let early = try await storage.updateAndReturn(
            .startable(status: .ready, startAtLessThan: 1_500), limit: 1, update: .claim())
        #expect(early.executions.isEmpty)
        let claimed = try await storage.updateAndReturn(
            .startable(status: .ready, startAtLessThan: 1_501), limit: 1, update: .claim())
        #expect(claimed.undecodable.isEmpty)
        #expect(claimed.executions.map(\.timeoutMs) == [11])
    }

    @Test func delaysOfRetriesMayHaveFractions() async throws {
        let storage = try await storage(
            #"retry_options = '{"maxAttempts":3,"baseDelayMs":0.1,"delayMultiplier":1.5,"maxDelayMs":1e3}'"#)
        let options = try #require(try await storage.get("a")).retryPolicy
        #expect(
            options
                == RetryPolicy(
                    maxRetries: 3, initialDelay: .milliseconds(1), multiplier: 1.5, maxDelay: .seconds(1), jitter: 0))
    }

    @Test func aFractionedAgeIsOldEnoughToBeDeleted() async throws {
        let storage = try await storage(
            "status = 'completed', is_finished = 1, close_status = 'closed', finished_at = 1500.5, created_at = 1400.5")
        let policy = RetentionPolicy(age: .zero)
        #expect(
            try await TaskExecutionsRetention(storage: storage, policy: policy).prune(
                now: Date(timeIntervalSince1970: 3)) == 1)
    }
}
