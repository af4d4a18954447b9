import DurableExecutionTesting
import Synchronization
import Testing

@testable import DurableExecution

private struct Flaky: Error, CustomStringConvertible {
    var description: String { "flaky" }
}

private struct Hopeless: TaskFailure {
    var isRetryable: Bool { false }
}

@Suite struct RetryTests {
    let fixture = ExecutorFixture()

    /// A row may hold any number.
    @Test(arguments: [Int.max, Int(Int32.max), 100_001, .min, -1])
    func aDelayBeforeAnyRetryIsFoundWithoutCountingToIt(retry: Int) {
        #expect(TaskRetryOptions(baseDelayMs: 100).delayMs(beforeRetry: retry) == 100)
        let growing = TaskRetryOptions(baseDelayMs: 100, delayMultiplier: 1.000_000_1, maxDelayMs: 1_000)
        #expect(100...1_000 ~= growing.delayMs(beforeRetry: retry))
        let shrinking = TaskRetryOptions(baseDelayMs: 100, delayMultiplier: 0.999_999_9)
        #expect(0...100 ~= shrinking.delayMs(beforeRetry: retry))
    }

    @Test func retriesWaitExactlyAsLongAsTheirOptionsSay() async throws {
        let executor = try fixture.executor()
        let clock = fixture.clock
        let times = Mutex<[Int64]>([])
        let retry = TaskRetryOptions(maxAttempts: 4, baseDelayMs: 100, delayMultiplier: 2, maxDelayMs: 350)
        let flaky = try executor.task("flaky", retry: retry) { (_: Int, context) -> Int in
            times.withLock { $0.append(clock.now) }
            #expect(context.previousError?.message == (context.attempt == 0 ? nil : "flaky"))
            if context.attempt < 4 { throw Flaky() }
            return context.attempt
        }
        try await executor.start()
        let start = clock.now
        let handle = try await executor.enqueue(flaky, 0)
        await clock.sleeper(until: start + 100)
        clock.advance(to: start + 99)
        #expect(clock.sleepers.contains(start + 100))
        for delay: Int64 in [100, 300, 650, 1000] { await fixture.advance(to: start + delay) }
        #expect(try await handle.result() == 4)
        #expect(times.withLock { $0 } == [0, 100, 300, 650, 1000].map { start + $0 })
        await executor.shutdown()
    }

    @Test func outOfAttemptsTheExecutionFailsWithItsLastError() async throws {
        let executor = try fixture.executor()
        let runs = Counter()
        let flaky = try executor.task("flaky", retry: TaskRetryOptions(maxAttempts: 2)) { (_: Int, _) -> Int in
            runs.add()
            throw Flaky()
        }
        try await executor.start()
        let finished = try await executor.enqueue(flaky, 0).wait()
        #expect(finished.status == .failed)
        #expect(finished.retryAttempts == 2)
        #expect(finished.error == TaskExecutionError(message: "flaky"))
        #expect(runs.value == 3)
        await executor.shutdown()
    }

    @Test func anErrorThatIsNotRetryableEndsTheExecution() async throws {
        let executor = try fixture.executor()
        let retry = TaskRetryOptions(maxAttempts: 5)
        let hopeless = try executor.task("hopeless", retry: retry) { (_: Int, _) -> Int in throw Hopeless() }
        let refused = try executor.task("refused", retry: retry) { (_: Int, _) -> Int in
            throw TaskExecutionError(kind: .notFound, message: "gone", isRetryable: false)
        }
        try await executor.start()
        #expect(try await executor.enqueue(hopeless, 0).wait().retryAttempts == 0)
        let finished = try await executor.enqueue(refused, 0).wait()
        #expect(finished.status == .failed)
        #expect(finished.error?.kind == .notFound)
        await executor.shutdown()
    }

    @Test func aBodyThatThrowsACancellationByItselfEndsCancelled() async throws {
        let executor = try fixture.executor()
        let task = try executor.task("a", retry: TaskRetryOptions(maxAttempts: 5)) { (_: Int, _) -> Int in
            throw CancellationError()
        }
        try await executor.start()
        let finished = try await executor.enqueue(task, 0).wait()
        #expect(finished.status == .cancelled)
        #expect(finished.error?.kind == .cancelled)
        await executor.shutdown()
    }

    @Test func resultThrowsTheErrorOfTheExecution() async throws {
        let executor = try fixture.executor()
        let flaky = try executor.task("flaky") { (_: Int, _) -> Int in throw Flaky() }
        try await executor.start()
        let handle = try await executor.enqueue(flaky, 0)
        await #expect(throws: TaskExecutionError(message: "flaky")) { try await handle.result() }
        await executor.shutdown()
    }
}
