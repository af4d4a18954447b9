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

private struct TooManyRequests: TaskFailure, CustomStringConvertible {
    let retryAfter: Duration?

    var description: String { "too many requests" }
}

@Suite struct RetryTests {
    let fixture = ExecutorFixture()

    @Test func retriesWithoutJitterWaitExactlyAsLongAsTheirPolicySays() async throws {
        let executor = try fixture.executor()
        let clock = fixture.clock
        let times = Mutex<[Int64]>([])
        let retry = RetryPolicy(
            maxRetries: 4, initialDelay: .milliseconds(100), multiplier: 2, maxDelay: .milliseconds(350), jitter: 0)
        let flaky = try executor.register(
            DurableTask("flaky", options: TaskOptions(retry: retry)) { (_: Int, context) -> Int in
                times.withLock { $0.append(clock.now) }
                #expect(context.previousError?.message == (context.attempt == 0 ? nil : "flaky"))
                if context.attempt < 4 { throw Flaky() }
                return context.attempt
            }
        )
        try await executor.start()
        let start = clock.now
        let handle = try await executor.enqueue(flaky, 0)
        await clock.sleeper(until: start + 100)
        clock.jump(to: start + 99)
        for delay: Int64 in [100, 300, 650, 1000] { await fixture.advance(to: start + delay) }
        #expect(try await handle.result() == 4)
        #expect(times.withLock { $0 } == [0, 100, 300, 650, 1000].map { start + $0 })
        await executor.shutdown()
    }

    @Test func outOfAttemptsTheExecutionFailsWithItsLastError() async throws {
        let executor = try fixture.executor()
        let runs = Counter()
        let flaky = try executor.register(
            DurableTask("flaky", options: TaskOptions(retry: RetryPolicy(maxRetries: 2))) { (_: Int, _) -> Int in
                runs.add()
                throw Flaky()
            }
        )
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
        let retry = RetryPolicy(maxRetries: 5)
        let hopeless = try executor.register(
            DurableTask("hopeless", options: TaskOptions(retry: retry)) { (_: Int, _) -> Int in throw Hopeless() })
        let refused = try executor.register(
            DurableTask("refused", options: TaskOptions(retry: retry)) { (_: Int, _) -> Int in
                throw TaskExecutionError(kind: .notFound, message: "gone", isRetryable: false)
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(hopeless, 0).wait().retryAttempts == 0)
        let finished = try await executor.enqueue(refused, 0).wait()
        #expect(finished.status == .failed)
        #expect(finished.error?.kind == .notFound)
        await executor.shutdown()
    }

    @Test func aBodyThatThrowsACancellationByItselfEndsCancelled() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(retry: RetryPolicy(maxRetries: 5))) { (_: Int, _) -> Int in
                throw CancellationError()
            }
        )
        try await executor.start()
        let finished = try await executor.enqueue(task, 0).wait()
        #expect(finished.status == .cancelled)
        #expect(finished.error?.kind == .cancelled)
        await executor.shutdown()
    }

    @Test func resultThrowsTheErrorOfTheExecution() async throws {
        let executor = try fixture.executor()
        let flaky = try executor.register(DurableTask("flaky") { (_: Int, _) -> Int in throw Flaky() })
        try await executor.start()
        let handle = try await executor.enqueue(flaky, 0)
        await #expect(throws: TaskExecutionError(message: "flaky")) { try await handle.result() }
        await executor.shutdown()
    }

    @Test func aThousandExecutionsThatFailTogetherDoNotComeBackTogether() async throws {
        let storage = InMemoryTaskExecutionsStorage()
        let clock = ManualClock()
        let executor = try DurableExecutor(
            storage: storage, clock: clock, randomNumberGenerator: SeededGenerator(seed: 1)
        )
        let policy = RetryPolicy(maxRetries: 1, initialDelay: .seconds(1))
        let flaky = try executor.register(
            DurableTask("flaky", options: TaskOptions(retry: policy)) { (_: Int, _) -> Int in throw Flaky() }
        )
        let handles = try await executor.enqueue(flaky, inputs: 0..<1_000)
        let start = clock.now
        try await executor.start()
        var delays: [Int64] = []
        for handle in handles {
            while try await handle.snapshot().retryAttempts == 0 { await Task.yield() }
            delays.append(try await handle.snapshot().startAt - start)
        }
        #expect(delays.allSatisfy { 500...1_000 ~= $0 })
        let tenths = Dictionary(grouping: delays) { $0 / 100 }.mapValues(\.count)
        #expect(tenths.values.allSatisfy { $0 < 300 })
        await executor.shutdown()
    }

    @Test func anErrorNamesItsOwnDelay() async throws {
        let executor = try fixture.executor()
        let policy = RetryPolicy(maxRetries: 2, initialDelay: .seconds(1), jitter: 0)
        let busy = try executor.register(
            DurableTask("busy", options: TaskOptions(retry: policy)) { (_: Int, context) -> Int in
                if context.attempt == 0 { throw TooManyRequests(retryAfter: .seconds(30)) }
                if context.attempt == 1 { throw TaskExecutionError(message: "later", retryAfter: .seconds(40)) }
                return context.attempt
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(busy, 0)
        await fixture.clock.sleeper(until: start + 30_000)
        let row = try await handle.snapshot()
        #expect(row.startAt == start + 30_000)
        #expect(row.error?.message == "too many requests")
        #expect(row.error?.retryAfter == nil)
        await fixture.advance(to: start + 30_000)
        await fixture.clock.sleeper(until: start + 70_000)
        #expect(try await handle.snapshot().startAt == start + 70_000)
        await fixture.advance(to: start + 70_000)
        #expect(try await handle.result() == 2)
        await executor.shutdown()
    }
}
