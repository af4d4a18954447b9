import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct CancellationTests {
    let fixture = ExecutorFixture()

    @Test func anExecutionThatIsReadyIsCancelledAndNeverRuns() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(delay: .seconds(1))) { (number: Int, _) in number })
        try await executor.start()
        let handle = try await executor.enqueue(task, 0)
        try await handle.cancel()
        #expect(try await handle.wait().status == .cancelled)
        let row = try await handle.snapshot()
        #expect(row.closeStatus == .closed)
        #expect(row.error?.kind == .cancelled)
        #expect(row.startedAt == nil)
        await executor.shutdown()
    }

    @Test func aBodyThatRunsHereIsCancelledAtOnce() async throws {
        let executor = try fixture.executor()
        let (started, cancelled) = (Counter(), Counter())
        let task = try executor.register(
            DurableTask("a") { (_: Int, _) -> Int in
                started.add()
                do { try await untilCancelled() } catch { cancelled.add() }
                return 1
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(task, 0)
        await started.reaches(1)
        try await handle.cancel()
        await cancelled.reaches(1)
        await #expect(throws: TaskExecutionError.self) { try await handle.result() }
        await executor.shutdown()
        let row = try await handle.snapshot()
        #expect(row.status == .cancelled)
        #expect(!row.needsCancellation)
        #expect(row.output == nil)
    }

    @Test func aBodyThatRunsElsewhereIsCancelledWithinThePollInterval() async throws {
        let runner = try fixture.executor(pollInterval: .milliseconds(1000))
        let (started, cancelled) = (Counter(), Counter())
        let task = try runner.register(
            DurableTask("a") { (_: Int, _) -> Int in
                started.add()
                do { try await untilCancelled() } catch { cancelled.add() }
                return 1
            }
        )
        try await runner.start()
        let start = fixture.clock.now
        let running = try await runner.enqueue(task, 0)
        await started.reaches(1)

        let other = try fixture.executor()
        try await other.handle(for: task, executionID: running.executionID).cancel()
        #expect(fixture.storage.updates.joined().contains { $0.update.needsCancellation == true })
        await fixture.advance(to: start + 1000)
        await cancelled.reaches(1)
        #expect(try await running.wait().status == .cancelled)
        await runner.shutdown()
        #expect(try await running.snapshot().needsCancellation == false)
    }

    @Test func aBodyThatIsJustBeingClaimedHereIsCancelledWithinThePollInterval() async throws {
        let (started, cancelled, gate) = (Counter(), Counter(), Gate())
        let storage = FaultInjectingTaskExecutionsStorage(InMemoryTaskExecutionsStorage()) { call in
            call.operation == .updateAndReturn ? [.after { await gate.wait() }] : []
        }
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(1)
        configuration.leaseDuration = .seconds(3600)
        let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: fixture.clock)
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(timeout: .seconds(3600))) { (_: Int, _) -> Int in
                started.add()
                do { try await untilCancelled() } catch { cancelled.add() }
                return 1
            }
        )
        let handle = try await executor.enqueue(task, 0)
        try await executor.start()
        while try await handle.snapshot().status == .ready { await Task.yield() }
        // The row says that it runs here, and the executor has not heard of it.
        try await handle.cancel()
        gate.open()
        await started.reaches(1)
        fixture.clock.jump(by: .seconds(1))
        await cancelled.reaches(1)
        await executor.shutdown()
        #expect(try await handle.snapshot().status == .cancelled)
    }

    @Test func cancellingWhatHasFinishedDoesNothing() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        let handle = try await executor.enqueue(task, 3)
        _ = try await handle.result()
        let row = try await handle.snapshot()
        try await handle.cancel()
        #expect(try await handle.snapshot() == row)
        await executor.shutdown()
    }

    @Test func cancellingWhatDoesNotExistIsAnError() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        let handle = executor.handle(for: task, executionID: "te_nothing")
        await expectError(.executionNotFound) { try await handle.cancel() }
        await expectError(.executionNotFound) { _ = try await handle.snapshot() }
        await expectError(.executionNotFound) { _ = try await handle.wait() }
        await executor.shutdown()
    }
}
