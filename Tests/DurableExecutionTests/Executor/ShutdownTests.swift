import DurableExecutionTesting
import Synchronization
import Testing

@testable import DurableExecution

@Suite struct ShutdownTests {
    let fixture = ExecutorFixture()

    @Test func aShutdownWaitsForTheBodiesThatRun() async throws {
        let executor = try fixture.executor()
        let (started, gate) = (Counter(), Gate())
        let task = try executor.register(
            DurableTask("a") { (number: Int, _) in
                started.add()
                await gate.wait()
                return number
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(task, 1)
        await started.reaches(1)
        async let shutdown: Void = executor.shutdown()
        await fixture.clock.sleeper { _ in true }
        gate.open()
        await shutdown
        await executor.shutdown()
        #expect(try await handle.snapshot().status == .completed)
        #expect(fixture.clock.sleepers.isEmpty)
    }

    @Test func aShutdownGivesBackWhatItHasToCancel() async throws {
        let executor = try fixture.executor {
            $0.shutdownTimeout = .milliseconds(1000)
        }
        let started = Counter()
        let task = try executor.register(
            DurableTask("a") { (_: Int, _) -> Int in
                started.add()
                try await untilCancelled()
                return 1
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(task, 1)
        await started.reaches(1)
        async let shutdown: Void = executor.shutdown()
        await fixture.advance(to: start + 1000)
        await shutdown
        let row = try await handle.snapshot()
        #expect(row.status == .ready)
        #expect(row.executorID == nil)
        #expect(row.startedAt == nil)
        #expect(row.retryAttempts == 0)
    }

    @Test func aShutdownDoesNotWaitForEverForABodyThatIgnoresItsCancellation() async throws {
        let executor = try fixture.executor {
            $0.shutdownTimeout = .milliseconds(1000)
            $0.shutdownCancellationTimeout = .milliseconds(500)
        }
        let (started, gate, returned) = (Counter(), Gate(), Counter())
        let task = try executor.register(
            DurableTask("a") { (_: Int, _) -> Int in
                started.add()
                await gate.wait()
                returned.add()
                return 1
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(task, 1)
        await started.reaches(1)
        async let shutdown: Void = executor.shutdown()
        await fixture.advance(to: start + 1000)
        await fixture.advance(to: start + 1500)
        await shutdown
        let row = try await handle.snapshot()
        #expect(row.status == .ready)
        gate.open()
        await returned.reaches(1)
        #expect(try await handle.snapshot() == row)
    }

    @Test func afterAShutdownNothingStartsOrIsEnqueued() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        await executor.shutdown()
        await expectError(.shutDown) { try await executor.enqueue(echo, 1) }
        await expectError(.shutDown) { try await executor.start() }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func anExecutorThatNeverStartedShutsDown() async throws {
        try await fixture.executor().shutdown()
        #expect(fixture.clock.sleepers.isEmpty)
    }

    @Test func aShutdownWaitsUntilAParentHasGoneOn() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(500))
        let child = try executor.register(
            DurableTask("child") { (parentID: String, _) in
                fixture.storage.refuse(parentID)
                return 1
            }
        )
        let parent = try executor.register(
            .parent("parent") { (_: Int, context) in
                FanOut(0, children: [child.child(context.executionID)])
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 1)
        // What follows for the parent is written in vain.
        await fixture.storage.refusals.reaches(1)
        async let shutdown: Void = executor.shutdown()
        // Time stands still, so that nothing is tried again while the shutdown goes as far as it can.
        while executor.core.isClaiming.load(ordering: .relaxed) { await Task.yield() }
        try await Task.sleep(for: .milliseconds(50))
        fixture.storage.refuse(nil)
        // A second call waits for the first.
        try await fixture.drive(shutdownOf: executor)
        await shutdown
        #expect(try await handle.snapshot().status == .completed)
    }
}
