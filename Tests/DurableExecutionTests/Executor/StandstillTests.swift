import DurableExecution
import DurableExecutionTesting
import Foundation
import Synchronization
import Testing

/// Executors that stand still for longer than their leases, and live.
@Suite struct StandstillTests {
    let fixture = ExecutorFixture()

    @Test func anExecutorThatStoodStillGoesOnWithWhatItRuns() async throws {
        let executor = try fixture.executor()
        let (started, gate) = (Counter(), Gate())
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(timeout: .seconds(3600))) { (number: Int, _) in
                started.add()
                await gate.wait()
                return number
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(task, 1)
        await started.reaches(1)
        for _ in 1...5 {
            fixture.clock.jump(by: .seconds(60))
            await fixture.clock.advance(by: .seconds(25))
        }
        let row = try await handle.snapshot()
        #expect(row.status == .running)
        #expect(row.error == nil)
        #expect(try #require(row.expiresAt) > fixture.clock.now)
        gate.open()
        #expect(try await handle.result() == 1)
        #expect(started.value == 1)
        await executor.shutdown()
    }

    @Test func aFinalizeFunctionOfAnExecutorThatStoodStillRunsOnce() async throws {
        let executor = try fixture.executor()
        let (started, gate) = (Counter(), Gate())
        let parent = try executor.register(
            .parent("parent", options: TaskOptions(timeout: .seconds(3600))) { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (result: ParentResult<Int>, _) in
                started.add()
                await gate.wait()
                return result.output
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 1)
        await started.reaches(1)
        for _ in 1...5 {
            fixture.clock.jump(by: .seconds(60))
            await fixture.clock.advance(by: .seconds(25))
        }
        gate.open()
        #expect(try await handle.result() == 1)
        #expect(started.value == 1)
        await executor.shutdown()
    }

    @Test func aStorageThatFailsForLongerThanALeaseCostsNoRun() async throws {
        let outage = Outage()
        let storage = FaultInjectingTaskExecutionsStorage(InMemoryTaskExecutionsStorage()) { _ in outage.faults }
        let (started, gate) = (Counter(), Gate())
        let task = DurableTask("a", options: TaskOptions(timeout: .seconds(3600))) { (number: Int, _) in
            started.add()
            await gate.wait()
            return number
        }
        // Each may see the end of the outage first, and finds the other's leases over then.
        let executors = try (1...2).map { _ in
            var configuration = DurableExecutor.Configuration()
            configuration.leaseDuration = .milliseconds(600)
            configuration.pollInterval = .milliseconds(100)
            configuration.maxRecoveries = 0
            let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: fixture.clock)
            try executor.register(task)
            return executor
        }
        for executor in executors { try await executor.start() }
        let handles = try await executors[0].enqueue(task, inputs: Array(1...10))
        await started.reaches(10)
        for outageMs in [1_200, 610, 2_500, 5_000] {
            outage.begin()
            await fixture.clock.advance(by: .milliseconds(outageMs))
            outage.end()
            await fixture.clock.advance(by: .seconds(3))
        }
        gate.open()
        // One executor finds with a poll what the other has ended.
        let ended = Counter()
        async let results = handles.results(countedBy: ended)
        await fixture.clock.drive { ended.value == 1 }
        #expect(try await results == Array(1...10))
        #expect(started.value == 10)
        for executor in executors { await executor.shutdown() }
    }

    /// Two processes that stand still by turns for a minute each: no takeover between them is a death.
    @Test func executorsThatStandStillByTurnsEndNoExecution() async throws {
        let storage = InMemoryTaskExecutionsStorage()
        let (started, gate) = (Counter(), Gate())
        let task = DurableTask("a", options: TaskOptions(timeout: .seconds(36_000))) { (number: Int, _) in
            started.add()
            await gate.wait()
            return number
        }
        // Each has a clock of its own, and both show the same time of day.
        let clocks = [fixture.clock, ManualClock()]
        let executors = try clocks.map { clock in
            let executor = try DurableExecutor(storage: storage, clock: clock)
            try executor.register(task)
            return executor
        }
        for executor in executors { try await executor.start() }
        let handle = try await executors[0].enqueue(task, 1)
        await started.reaches(1)
        for turn in 0..<10 {
            let (moving, still) = (clocks[(turn + 1) % 2], clocks[turn % 2])
            await moving.advance(by: .seconds(60))
            still.jump(by: .seconds(60))
            // Whoever stood still finds out at its next renewal.
            await still.advance(by: .seconds(5))
            await moving.advance(by: .seconds(5))
            let row = try await handle.snapshot()
            #expect(!row.isFinished)
        }
        gate.open()
        let ended = Counter()
        async let results = [handle].results(countedBy: ended)
        await clocks[0].drive {
            await clocks[1].advance(by: .milliseconds(100))
            return ended.value == 1
        }
        #expect(try await results == [1])
        for executor in executors { await executor.shutdown() }
    }

    /// As with a body that computes for long on each of the threads that all tasks share.
    @Test func bodiesThatBlockAllThreadsLoseNoLease() async throws {
        let storage = InMemoryTaskExecutionsStorage()
        let started = Counter()
        let count = 2 * ProcessInfo.processInfo.activeProcessorCount
        let task = DurableTask("block") { (number: Int, _) in
            started.add()
            let end = ContinuousClock.now + .seconds(1)
            while ContinuousClock.now < end {}
            return number
        }
        let executors = try (1...2).map { _ in
            var configuration = DurableExecutor.Configuration()
            configuration.leaseDuration = .milliseconds(300)
            configuration.pollInterval = .milliseconds(50)
            configuration.maxRecoveries = 0
            let executor = try DurableExecutor(storage: storage, configuration: configuration)
            try executor.register(task)
            return executor
        }
        for executor in executors { try await executor.start() }
        let handles = try await executors[0].enqueue(task, inputs: Array(0..<count))
        for (number, handle) in handles.enumerated() { #expect(try await handle.result() == number) }
        #expect(started.value == count)
        for executor in executors { await executor.shutdown() }
    }

    @Test func bodiesOnThreadsOfTheirOwnDoNotDelayOthers() async throws {
        let executor = try DurableExecutor(storage: InMemoryTaskExecutionsStorage())
        let hold = DispatchSemaphore(value: 0)
        let started = Counter()
        let blocking = DurableTask("blocking", options: TaskOptions(threads: DedicatedThreads(count: 2))) {
            (_: Int, _) -> Int in
            started.add()
            return block(on: hold)
        }
        try executor.register(blocking)
        let quick = try executor.register(DurableTask("quick") { (number: Int, _) in number })
        try await executor.start()
        let blocked = try await executor.enqueue(blocking, inputs: Array(1...8))
        await started.reaches(2)
        for number in 1...20 { #expect(try await executor.enqueue(quick, number).result() == number) }
        #expect(started.value == 2)
        for _ in blocked { hold.signal() }
        for handle in blocked { #expect(try await handle.result() == 1) }
        await executor.shutdown()
    }
}

private func block(on semaphore: DispatchSemaphore) -> Int {
    semaphore.wait()
    return 1
}

/// A storage that is away for a while.
extension [TaskExecutionHandle<Int>] {
    /// Counts one when all have ended.
    fileprivate func results(countedBy ended: Counter) async throws -> [Int] {
        defer { ended.add() }
        var results: [Int] = []
        for handle in self { results.append(try await handle.result()) }
        return results
    }
}

private final class Outage: Sendable {
    struct StorageGone: Error {}

    private let isUnderWay = Mutex(false)

    var faults: [StorageFault] { isUnderWay.withLock { $0 ? [.errorBefore(StorageGone())] : [] } }

    func begin() { isUnderWay.withLock { $0 = true } }
    func end() { isUnderWay.withLock { $0 = false } }
}
