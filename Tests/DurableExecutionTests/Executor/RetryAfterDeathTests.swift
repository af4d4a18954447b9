import DurableExecutionTesting
import Foundation
import Testing

@testable import DurableExecution

/// An execution that was cancelled while an executor ran it.
@Suite struct RetryAfterDeathTests {
    let storage = InMemoryTaskExecutionsStorage()
    let clock = ManualClock()

    private func insertRunning(by executorID: String) async throws -> String {
        var execution = TaskExecution(
            taskID: "a", executionID: "te_1", timeoutMs: 60_000, input: "7", now: clock.now
        )
        execution.status = .running
        execution.executorID = executorID
        execution.startedAt = clock.now
        execution.expiresAt = clock.now + 10_000
        try await storage.insert([execution])
        return execution.executionID
    }

    private func date(_ milliseconds: Int64) -> Date {
        Date(timeIntervalSince1970: Double(clock.now + milliseconds) / 1000)
    }

    @Test func oneWhoseExecutorDiedBeforeItCouldCancelTheBodyCanBeRetriedALeaseLater() async throws {
        let id = try await insertRunning(by: "ex_dead")
        try await storage.cancel(executionID: id, now: date(0))
        await #expect(throws: TaskExecutionInterventionError(id, .isNotClosed)) {
            try await storage.retry(executionID: id, now: date(9_999))
        }
        try await storage.retry(executionID: id, now: date(10_001))
        clock.jump(by: .seconds(11))
        let executor = try DurableExecutor(storage: storage, clock: clock)
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        #expect(try await executor.handle(for: task, executionID: id).result() == 7)
        await executor.shutdown()
    }
}
