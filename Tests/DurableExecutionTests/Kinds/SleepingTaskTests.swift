import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct SleepingTaskTests {
    let fixture = ExecutorFixture()

    @Test func itWaitsUntilItIsWokenWithAnOutput() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Bool.self, timeout: .seconds(60)))
        try await executor.start()
        let handle = try await executor.enqueue(approval, "order 1")
        let row = try await handle.snapshot()
        #expect(row.status == .running)
        #expect(row.sleepingTaskUniqueID == "order 1")
        #expect(row.expiresAt == fixture.clock.now + 60_000)
        #expect(try await executor.wake(approval, "order 1", output: true))
        #expect(try await handle.result())
        #expect(try await handle.snapshot().closeStatus == .closed)
        #expect(try await executor.wake(approval, "order 1", output: false) == false)
        #expect(try await handle.result())
        await executor.shutdown()
    }

    @Test func itCanBeWokenWithAnError() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Bool.self, timeout: .seconds(60)))
        let handle = try await executor.enqueue(approval, "order 1")
        try await executor.wake(approval, "order 1", error: TaskExecutionError(message: "refused"))
        let end = try await handle.wait()
        #expect(end.status == .failed)
        #expect(end.error == TaskExecutionError(message: "refused", isRetryable: false))
        await executor.shutdown()
    }

    @Test func itTimesOut() async throws {
        let executor = try fixture.executor { $0.leaseDuration = .seconds(3_600) }
        let approval = try executor.register(.sleeping("approval", output: Bool.self, timeout: .seconds(60)))
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(approval, "order 1", timeout: .seconds(5))
        await fixture.advance(to: start + 5_000)
        let end = try await handle.wait()
        #expect(end.status == .timedOut)
        #expect(end.error?.kind == .timedOut)
        #expect(try await executor.wake(approval, "order 1", output: true) == false)
        await executor.shutdown()
    }

    @Test func itTimesOutInAnotherProcessWithinALease() async throws {
        let sender = try fixture.executor()
        let approval = try sender.register(.sleeping("approval", output: Bool.self, timeout: .seconds(5)))
        let handle = try await sender.enqueue(approval, "order 1")
        let runner = try fixture.executor()
        try runner.register(approval)
        try await runner.start()
        try await fixture.drive { try await handle.snapshot().isFinished }
        #expect(try await handle.snapshot().status == .timedOut)
        await runner.shutdown()
        await sender.shutdown()
    }

    @Test func itCanBeCancelled() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Bool.self, timeout: .seconds(5)))
        let handle = try await executor.enqueue(approval, "order 1")
        try await handle.cancel()
        #expect(try await handle.wait().status == .cancelled)
        #expect(try await executor.wake(approval, "order 1", output: true) == false)
        await executor.shutdown()
    }

    @Test func asAChildItIsWokenFromAnExecutorThatWasNotStarted() async throws {
        let runner = try fixture.executor(pollInterval: .milliseconds(500))
        let approval = try runner.register(.sleeping("approval", output: String.self, timeout: .seconds(60)))
        let order = try runner.register(
            .parent("order") { (id: String, _) in
                FanOut(children: [approval.child(SleepingTaskID(id))])
            } finalize: { (result, _) in
                try result.outputs(of: approval)
            }
        )
        try await runner.start()
        let handle = try await runner.enqueue(order, "x")
        while try await handle.snapshot().status != .waitingForChildren { await Task.yield() }
        let webhook = try fixture.executor()
        try webhook.register(approval)
        #expect(try await webhook.wake(approval, "x", output: "ok"))
        try await fixture.drive { try await handle.snapshot().isFinished }
        #expect(try await handle.result() == ["ok"])
        await runner.shutdown()
        await webhook.shutdown()
    }

    @Test(arguments: ["", String(repeating: "x", count: 256)])
    func aUniqueIDThatIsNotValidIsRefused(id: String) async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Bool.self, timeout: .seconds(5)))
        await expectError(.invalidOption) { try await executor.enqueue(approval, SleepingTaskID(id)) }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func aUniqueIDIsTakenOnlyOnce() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Bool.self, timeout: .seconds(5)))
        try await executor.enqueue(approval, "x")
        await #expect(throws: TaskExecutionExistsError(.sleepingTaskUniqueID("x"))) {
            try await executor.enqueue(approval, "x")
        }
        await executor.shutdown()
    }

    @Test func wakingWhatDoesNotSleepIsAnError() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Bool.self, timeout: .seconds(5)))
        let other = try executor.register(.sleeping("other", output: Bool.self, timeout: .seconds(5)))
        try await executor.enqueue(other, "x")
        await expectError(.executionNotFound) { try await executor.wake(approval, "y", output: true) }
        await expectError(.executionNotFound) { try await executor.wake(approval, "x", output: true) }
        await executor.shutdown()
    }

    @Test func aParentWhoseChildHasATakenUniqueIDFailsAndTheOthersGoOn() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Int.self, timeout: .seconds(60)))
        let order = try executor.register(
            .parent("order") { (id: String, _) in
                FanOut(children: [approval.child(SleepingTaskID(id))])
            } finalize: { (result, _) in
                try result.outputs(of: approval)[0]
            }
        )
        try await executor.enqueue(approval, "taken")
        let (reached, gate) = fixture.storage.holdUpdates()
        try await executor.start()
        let first = try await executor.enqueue(order, "0")
        await reached.reaches(1)
        // All of these are written with one call.
        let handles = try await executor.enqueue(order, inputs: ["1", "taken", "2", "taken", "3"])
        for handle in handles { while try await handle.snapshot().status == .ready { await Task.yield() } }
        gate.open()
        for (handle, id) in [(first, 0), (handles[0], 1), (handles[2], 2), (handles[4], 3)] {
            while try await handle.snapshot().status != .waitingForChildren { await Task.yield() }
            try await executor.wake(approval, SleepingTaskID("\(id)"), output: id)
            #expect(try await handle.result() == id)
        }
        for handle in [handles[1], handles[3]] {
            let end = try await handle.wait()
            #expect(end.status == .failed)
            #expect(end.error?.message.contains("taken") == true)
        }
        await executor.shutdown()
    }

    @Test func tenThousandAreWokenInFewCalls() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Int.self, timeout: .seconds(60)))
        try await executor.start()
        let handles = try await executor.enqueue(approval, inputs: (0..<10_000).map { SleepingTaskID("\($0)") })
        let wereAsleep = try await executor.wake(
            approval, outputs: (0..<10_000).map { (SleepingTaskID("\($0)"), $0) }
        )
        #expect(wereAsleep == Array(repeating: true, count: 10_000))
        #expect(try await handles[9_999].result() == 9_999)
        #expect(fixture.storage.calls(.update) == 1)
        await executor.shutdown()
    }
}
