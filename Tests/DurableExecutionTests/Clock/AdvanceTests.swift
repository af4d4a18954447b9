import DurableExecution
import DurableExecutionTesting
import Synchronization
import Testing

/// Time that passes under an executor, moved in one step.
@Suite struct AdvanceTests {
    let clock = ManualClock()
    struct Unreachable: Error {}

    private func executor(
        _ configure: (inout DurableExecutor.Configuration) -> Void = { _ in }
    ) throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        configure(&configuration)
        return try DurableExecutor(
            storage: InMemoryTaskExecutionsStorage(), configuration: configuration, clock: clock
        )
    }

    @Test func anHourOfRetriesTakesOneStep() async throws {
        let executor = try executor { $0.pollInterval = .seconds(10) }
        let times = Mutex<[Int64]>([])
        let retry = RetryPolicy(maxRetries: 6, initialDelay: .seconds(600), jitter: 0)
        let flaky = try executor.register(
            DurableTask("flaky", options: TaskOptions(retry: retry)) { (number: Int, context) in
                times.withLock { $0.append(clock.now) }
                if context.attempt < 6 { throw Unreachable() }
                return number
            }
        )
        try await executor.start()
        let start = clock.now
        let handle = try await executor.enqueue(flaky, 7)
        await clock.advance(by: .seconds(3600))
        #expect(times.withLock { $0 } == (0...6).map { start + 600_000 * $0 })
        #expect(try await handle.snapshot().finishedAt == start + 3_600_000)
        #expect(try await handle.result() == 7)
        await executor.shutdown()
    }

    @Test func aBodyIsNotRestartedWhileTimePasses() async throws {
        let executor = try executor { $0.pollInterval = .seconds(10) }
        let (started, gate) = (Counter(), Gate())
        let task = try executor.register(
            DurableTask("long", options: TaskOptions(timeout: .seconds(7200))) { (number: Int, _) in
                started.add()
                await gate.wait()
                return number
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(task, 1)
        await clock.advance(by: .seconds(3600))
        #expect(try await handle.snapshot().status == .running)
        #expect(try await handle.snapshot().error == nil)
        gate.open()
        #expect(try await handle.result() == 1)
        #expect(started.value == 1)
        await executor.shutdown()
    }

    @Test(arguments: [5, 10, 11, 60, 3_600] as [Int64])
    func aTimeoutOfAnyLengthComesAtItsTime(seconds: Int64) async throws {
        let executor = try executor { $0.pollInterval = .seconds(10) }
        let task = try executor.register(
            DurableTask("slow", options: TaskOptions(timeout: .seconds(seconds))) { (_: Int, _) -> Int in
                try await untilCancelled()
                return 1
            }
        )
        try await executor.start()
        let start = clock.now
        let handle = try await executor.enqueue(task, 0)
        await clock.advance(by: .seconds(2 * seconds))
        let row = try await handle.snapshot()
        #expect(row.status == .timedOut)
        #expect(row.finishedAt == start + 1000 * seconds)
        await executor.shutdown()
    }

    @Test func whatABodySleepsForPassesInItsOrder() async throws {
        let executor = try executor { $0.pollInterval = .seconds(10) }
        let log = Mutex<[Int64]>([])
        let task = try executor.register(
            DurableTask("steps", options: TaskOptions(timeout: .seconds(7200))) { (step: Int, _) in
                for _ in 1...4 {
                    try await clock.sleep(for: .seconds(step))
                    log.withLock { $0.append(clock.now) }
                }
                return step
            }
        )
        try await executor.start()
        let start = clock.now
        let handles = try await executor.enqueue(task, inputs: [70, 110])
        await clock.advance(by: .seconds(440))
        let expected = [70, 110, 140, 210, 220, 280, 330, 440].map { start + 1000 * Int64($0) }
        #expect(log.withLock { $0 } == expected)
        for handle in handles { #expect(try await handle.snapshot().status == .completed) }
        await executor.shutdown()
    }

    @Test func anotherExecutorFindsWithItsPollsWhatThisOneStores() async throws {
        let storage = InMemoryTaskExecutionsStorage()
        let task = DurableTask("a") { (number: Int, _) in number }
        let (first, second) = (
            try DurableExecutor(storage: storage, clock: clock), try DurableExecutor(storage: storage, clock: clock)
        )
        try first.register(task)
        try second.register(task)
        try await second.start()
        await clock.advance(by: .milliseconds(100))
        let handle = try await first.enqueue(task, 1)
        await clock.advance(by: .seconds(1))
        #expect(try await handle.snapshot().status == .completed)
        #expect(try await handle.snapshot().finishedAt == 1_000_500)
        await first.shutdown()
        await second.shutdown()
    }

    @Test func somethingPlannedBeyondTheNextPollIsSeen() async throws {
        let executor = try executor { $0.shutdownTimeout = .zero }
        let later = try executor.register(
            DurableTask("later", options: TaskOptions(delay: .seconds(3600))) { (number: Int, _) in number })
        let slow = try executor.register(
            DurableTask("slow", options: TaskOptions(timeout: .seconds(1800))) { (_: Int, _) -> Int in
                try await untilCancelled()
                return 1
            }
        )
        try await executor.start()
        let start = clock.now
        try await executor.enqueue(later, 1)
        try await executor.enqueue(slow, 1)
        await clock.sleeper(until: start + 3_600_000)
        await clock.sleeper(until: start + 1_800_000)
        await executor.shutdown()
    }

    @Test func waitingForASleeperEndsWithItsTask() async throws {
        let waiting = Task { [clock] in await clock.sleeper(until: .max - 1) }
        let watching = Task { [clock] in await clock.sleeper { $0 == 7 } }
        waiting.cancel()
        watching.cancel()
        await waiting.value
        #expect(await watching.value == nil)
    }

    @Test func aStorageThatHoldsACallDoesNotHoldTheClock() async throws {
        let gate = Gate()
        let storage = FaultInjectingTaskExecutionsStorage(InMemoryTaskExecutionsStorage()) { call in
            call.operation == .updateAndReturn && call.index == 0 ? [.before { await gate.wait() }] : []
        }
        let executor = try DurableExecutor(storage: storage, clock: clock)
        try await executor.start()
        await clock.advance(by: .seconds(60))
        gate.open()
        await executor.shutdown()
    }

    @Test func aTimeBeyondAllTimesIsReached() async throws {
        let clock = ManualClock(now: 0)
        await clock.advance(by: .seconds(Int64.max))
        #expect(clock.now == .max)
    }
}
