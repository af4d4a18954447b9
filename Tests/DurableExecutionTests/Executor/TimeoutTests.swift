import DurableExecution
import DurableExecutionTesting
import Foundation
import Testing

@Suite struct TimeoutTests {
    let fixture = ExecutorFixture()

    @Test func aBodyThatRunsOverItsTimeoutIsCancelledAndTimesOut() async throws {
        let executor = try fixture.executor()
        let cancelled = Counter()
        let slow = try executor.register(
            DurableTask("slow", options: TaskOptions(timeout: .milliseconds(1000))) { (_: Int, _) -> Int in
                do { try await untilCancelled() } catch { cancelled.add() }
                return 1
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(slow, 0)
        await fixture.advance(to: start + 1000)
        let finished = try await handle.wait()
        #expect(finished.status == .timedOut)
        #expect(finished.error?.kind == .timedOut)
        #expect(finished.finishedAt == Date(timeIntervalSince1970: Double(start + 1000) / 1_000))
        await cancelled.reaches(1)
        await executor.shutdown()
    }

    @Test func aTimeoutIsTriedAgain() async throws {
        let executor = try fixture.executor()
        let retry = RetryPolicy(maxRetries: 1)
        let slow = try executor.register(
            DurableTask("slow", options: TaskOptions(retry: retry, timeout: .milliseconds(1000))) {
                (_: Int, context) -> Int in
                if context.attempt == 0 { try await untilCancelled() }
                return context.attempt
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(slow, 0)
        await fixture.advance(to: start + 1000)
        #expect(try await handle.result() == 1)
        await executor.shutdown()
    }

    @Test func aBodyThatIgnoresItsCancellationKeepsItsPlaceButNotTheResult() async throws {
        let executor = try fixture.executor { $0.maxConcurrentTaskExecutions = 1 }
        let gate = Gate()
        let deaf = try executor.register(
            DurableTask("deaf", options: TaskOptions(timeout: .milliseconds(1000))) { (_: Int, _) -> Int in
                await gate.wait()
                return 1
            }
        )
        let next = try executor.register(DurableTask("next") { (number: Int, _) in number })
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(deaf, 0)
        await fixture.advance(to: start + 1000)
        #expect(try await handle.wait().status == .timedOut)

        let waiting = try await executor.enqueue(next, 5)
        #expect(try await waiting.snapshot().status == .ready)
        gate.open()
        #expect(try await waiting.result() == 5)
        #expect(try await handle.snapshot().status == .timedOut)
        await executor.shutdown()
    }
}
