import DurableExecutionTesting
import Testing

@testable import DurableExecution

/// An execution that ends the processes that run it.
@Suite struct RecoveryLimitTests {
    let fixture = ExecutorFixture()

    /// Stores an execution whose executor has died, the last of `recoveries + 1` in a row.
    private func insertAbandoned(
        recoveries: Int, retry: RetryPolicy = RetryPolicy.never
    ) async throws -> String {
        let now = fixture.clock.now
        var execution = TaskExecution(
            taskID: "a", executionID: "te_1", retryPolicy: retry, timeoutMs: 60_000, input: "7", now: now
        )
        execution.status = .running
        execution.executorID = "ex_dead"
        execution.startedAt = now - 100
        execution.expiresAt = now - 1
        execution.recoveries = recoveries
        try await fixture.storage.base.insert([execution])
        return execution.executionID
    }

    @Test(arguments: [0, 1, 2])
    func belowTheLimitItIsRunAgainAndSeesHowOften(recoveries: Int) async throws {
        let id = try await insertAbandoned(recoveries: recoveries)
        let executor = try fixture.executor()
        let task = try executor.register(DurableTask("a") { (_: Int, context) in context.recoveries })
        try await executor.start()
        #expect(try await executor.handle(for: task, executionID: id).result() == recoveries + 1)
        #expect(try await fixture.storage.stored(id).retryAttempts == 0)
        await executor.shutdown()
    }

    @Test func aboveTheLimitItFailsWithAnErrorThatSaysSo() async throws {
        let id = try await insertAbandoned(recoveries: 3)
        let executor = try fixture.executor()
        try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        while try await fixture.storage.stored(id).status == .running { await Task.yield() }
        let execution = try await fixture.storage.stored(id)
        #expect(execution.status == .failed)
        #expect(execution.closeStatus == .closed)
        #expect(execution.recoveries == 4)
        #expect(execution.error?.isRetryable == false)
        #expect(execution.error?.message.contains("4 executors in a row died") == true)
        await executor.shutdown()
    }

    @Test func anErrorOfTheBodyBeginsTheCountAnew() async throws {
        let id = try await insertAbandoned(recoveries: 2, retry: RetryPolicy(maxRetries: 1))
        let executor = try fixture.executor()
        let task = try executor.register(
            DurableTask("a") { (_: Int, context) -> Int in
                if context.attempt == 0 { throw TaskExecutionError(message: "once") }
                return context.recoveries
            }
        )
        try await executor.start()
        #expect(try await executor.handle(for: task, executionID: id).result() == 0)
        await executor.shutdown()
    }

    @Test func aNegativeLimitIsRefused() {
        var configuration = DurableExecutor.Configuration()
        configuration.maxRecoveries = -1
        #expect(throws: DurableExecutionError.self) {
            try DurableExecutor(storage: InMemoryTaskExecutionsStorage(), configuration: configuration)
        }
    }
}
