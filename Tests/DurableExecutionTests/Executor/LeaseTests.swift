import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct LeaseTests {
    let fixture = ExecutorFixture()

    /// A row that an executor left when it died.
    private func insertRunning(_ taskID: String, executorID: String, expiresAt: Int64) async throws -> String {
        var row = TaskExecution(
            taskID: taskID, executionID: "te_left", timeoutMs: 60_000, input: "7", now: fixture.clock.now - 100
        )
        row.status = .running
        row.executorID = executorID
        row.startedAt = fixture.clock.now - 50
        row.expiresAt = expiresAt
        try await fixture.storage.insert([row])
        return row.executionID
    }

    @Test func whatADeadExecutorLeftIsRunAgainAtTheStart() async throws {
        let id = try await insertRunning("a", executorID: "ex_dead", expiresAt: fixture.clock.now - 1)
        let executor = try fixture.executor()
        let task = try executor.register(
            DurableTask("a") { (number: Int, context) in
                #expect(context.previousError?.isInternal == true)
                #expect(context.attempt == 0)
                return number
            }
        )
        try await executor.start()
        #expect(try await executor.handle(for: task, executionID: id).result() == 7)
        await executor.shutdown()
    }

    @Test func whatAnExecutorLeavesWhenItDiesIsTakenOverWithinTwoLeases() async throws {
        let start = fixture.clock.now
        let id = try await insertRunning("a", executorID: "ex_dead", expiresAt: start + 9_999)
        let executor = try fixture.executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        await fixture.storage.called(.updateAndReturn, times: 6)
        #expect(try await fixture.storage.stored(id).status == .running)
        let handle = executor.handle(for: task, executionID: id)
        await fixture.advance(to: start + 3_333)
        await fixture.advance(to: start + 6_666)
        await fixture.advance(to: start + 9_999)
        await fixture.advance(to: start + 10_000)
        #expect(try await handle.result() == 7)
        await executor.shutdown()
    }

    @Test func aLeaseIsRenewedWhileTheBodyRuns() async throws {
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
        let start = fixture.clock.now
        let handle = try await executor.enqueue(task, 1)
        await started.reaches(1)
        for time in [3_333, 6_666, 9_999, 13_332] as [Int64] {
            try await fixture.renewLease(of: handle.executionID, by: executor, at: start + time)
        }
        gate.open()
        #expect(try await handle.result() == 1)
        await executor.shutdown()
    }

    @Test func anExecutorThatLostItsRunCanNotOverwriteIt() async throws {
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
        try await takeOver(handle.executionID)
        let before = try await handle.snapshot()
        gate.open()
        await fixture.storage.called(.update, times: 1)
        await executor.shutdown()
        #expect(try await handle.snapshot() == before)
    }

    @Test func aBodyWhoseRunWasLostIsCancelledAtTheNextRenewal() async throws {
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
        let start = fixture.clock.now
        let handle = try await executor.enqueue(task, 1)
        await started.reaches(1)
        try await takeOver(handle.executionID)
        await fixture.advance(to: start + 3_333)
        await cancelled.reaches(1)
        await executor.shutdown()
        #expect(try await handle.snapshot().executorID == "ex_other")
    }

    @Test func theEndOfAnEarlierRunIsNotTakenForThatOfALaterOneHere() async throws {
        let executor = try fixture.executor()
        let (started, gates) = (Counter(), [Gate(), Gate()])
        let task = try executor.register(
            DurableTask("a") { (_: Int, _) in
                let run = started.add() - 1
                await gates[run].wait()
                return run
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(task, 1)
        await started.reaches(1)
        let (reached, gate) = fixture.storage.holdUpdates()
        gates[0].open()
        await reached.reaches(1)
        // The write of the first end is on its way when the lease runs out and the execution is claimed again.
        fixture.clock.jump(to: start + 10_001)
        try await recover(handle.executionID)
        executor.checkForWork()
        await started.reaches(2)
        gate.open()
        gates[1].open()
        #expect(try await handle.result() == 1)
        await executor.shutdown()
    }

    /// As another executor does it.
    private func recover(_ executionID: String) async throws {
        var update = TaskExecutionUpdate(updatedAt: fixture.clock.now)
        update.status = .ready
        update.executorID = .unset
        update.startedAt = .unset
        update.expiresAt = .unset
        _ = try await fixture.storage.base.update([
            TaskExecutionUpdateRequest(executionID: executionID, update: update)
        ])
    }

    private func takeOver(_ executionID: String) async throws {
        var update = TaskExecutionUpdate(updatedAt: fixture.clock.now)
        update.executorID = .set("ex_other")
        _ = try await fixture.storage.base.update([
            TaskExecutionUpdateRequest(executionID: executionID, update: update)
        ])
    }
}
