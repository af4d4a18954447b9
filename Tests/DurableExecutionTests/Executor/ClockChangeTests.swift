import DurableExecution
import DurableExecutionTesting
import Testing

/// What an executor makes of a machine whose clock is set by hours.
@Suite struct ClockChangeTests {
    let fixture = ExecutorFixture()
    private static let hours: [Int64] = [-3, 3].map { $0 * 3_600_000 }

    private func setClock(by change: Int64) { fixture.clock.set(to: fixture.clock.now + change) }

    @Test(arguments: hours) func aRunHasTheTimeThatItWasPromised(change: Int64) async throws {
        let executor = try fixture.executor { $0.leaseDuration = .seconds(3600) }
        let (started, cancelled) = (Counter(), Counter())
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(timeout: .seconds(60))) { (number: Int, _) in
                started.add()
                do { try await untilCancelled() } catch { cancelled.add() }
                return number
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(task, 1)
        await started.reaches(1)
        setClock(by: change)
        await fixture.advance(to: fixture.clock.now + 60_000)
        #expect(try await handle.wait().status == .timedOut)
        await cancelled.reaches(1)
        await executor.shutdown()
    }

    @Test(arguments: hours) func whatOthersStoreIsFoundByTheNextPoll(change: Int64) async throws {
        let executor = try fixture.executor(pollInterval: .seconds(1))
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        await fixture.clock.sleeper(until: fixture.clock.now + 1000)
        setClock(by: change)
        let row = TaskExecution(
            taskID: "a", executionID: "te_other", timeoutMs: 60_000, input: "7", now: fixture.clock.now
        )
        try await fixture.storage.insert([row])
        fixture.clock.jump(by: .seconds(1))
        #expect(try await executor.handle(for: task, executionID: row.executionID).result() == 7)
        await executor.shutdown()
    }

    @Test(arguments: hours) func aClockThatIsSetDuringACallOfTheStorageMovesNoPoll(change: Int64) async throws {
        let clock = fixture.clock
        let looks = Counter()
        let storage = FaultInjectingTaskExecutionsStorage(InMemoryTaskExecutionsStorage()) { call in
            if call.operation == .updateAndDecrementParents {
                if looks.value == 0 { clock.set(to: clock.now + change) }
                looks.add()
            }
            return []
        }
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(1)
        let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: clock)
        try await executor.start()
        await looks.reaches(1)
        for poll in 1...3 {
            clock.jump(by: .seconds(1))
            await looks.reaches(1 + poll)
        }
        await executor.shutdown()
    }

    @Test(arguments: hours) func whatALivingExecutorRunsIsNotTakenOver(change: Int64) async throws {
        let (runner, other) = (try fixture.executor(), try fixture.executor())
        let (started, gate) = (Counter(), Gate())
        let task = DurableTask("a", options: TaskOptions(timeout: .seconds(3600))) { (number: Int, _) in
            started.add()
            await gate.wait()
            return number
        }
        try runner.register(task)
        try await runner.start()
        await fixture.storage.called(.updateAndReturn, times: 6)
        let handle = try await runner.enqueue(task, 1)
        await started.reaches(1)
        try other.register(task)
        try await other.start()
        // The first rounds of both, and the claim.
        await fixture.storage.called(.updateAndReturn, times: 13)
        var renewals = 0
        for _ in 1...3 {
            setClock(by: change)
            for _ in 0..<11 {
                let time = fixture.clock.now + 3_333
                try await fixture.renewLease(of: handle.executionID, by: runner, at: time)
                renewals += 1
                // Both look for expired leases with each fourth renewal. One that still looks when the clock is set back would
                // hold the leases against the time before.
                if change < 0, renewals.isMultiple(of: 4) {
                    await fixture.storage.called(.updateAndReturn, times: 13 + 4 * (renewals / 4))
                }
            }
            #expect(try await handle.snapshot().status == .running)
            #expect(try await handle.snapshot().error == nil)
        }
        gate.open()
        #expect(try await handle.result() == 1)
        #expect(started.value == 1)
        await runner.shutdown()
        await other.shutdown()
    }

    @Test func aLoopThatSlowedDownAfterErrorsGoesOnWhenTheClockIsSetBack() async throws {
        let storage = FaultInjectingTaskExecutionsStorage(
            InMemoryTaskExecutionsStorage(),
            script: [.insert: [], .updateAndReturn: Array(repeating: .errorBefore(StorageGone()), count: 60)]
        )
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(1)
        let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: fixture.clock)
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        await fixture.clock.drive { storage.callCount(of: .updateAndReturn) >= 30 }
        setClock(by: -3_600_000)
        let handle = try await executor.enqueue(task, 5)
        let uptime = fixture.clock.uptime
        try await fixture.clock.drive { try await handle.snapshot().isFinished }
        #expect(fixture.clock.uptime < uptime + 3_600_000)
        #expect(try await handle.result() == 5)
        await executor.shutdown()
    }
}

private struct StorageGone: Error {}
