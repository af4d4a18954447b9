import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct TroubleTests {
    let fixture = ExecutorFixture()

    @Test func anExecutionOfATaskThatTheExecutorDoesNotKnowFails() async throws {
        let executor = try fixture.executor()
        let unknown = DurableTask("unknown") { (number: Int, _) in number }
        try await fixture.storage.insert([
            TaskExecution(
                taskID: "unknown", executionID: "te_1", retryPolicy: RetryPolicy(maxRetries: 5),
                timeoutMs: 1000, input: "1", now: fixture.clock.now
            )
        ])
        try await executor.start()
        let finished = try await executor.handle(for: unknown, executionID: "te_1").wait()
        #expect(finished.status == .failed)
        #expect(finished.error?.kind == .notFound)
        await executor.shutdown()
    }

    @Test func anInputThatCanNotBeDecodedFailsWithoutARetry() async throws {
        let executor = try fixture.executor()
        let retry = RetryPolicy(maxRetries: 5)
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(retry: retry)) { (number: Int, _) in number })
        try await fixture.storage.insert([
            TaskExecution(
                taskID: "a", executionID: "te_1", retryPolicy: retry, timeoutMs: 1000, input: "\"x\"",
                now: fixture.clock.now
            )
        ])
        try await executor.start()
        let finished = try await executor.handle(for: task, executionID: "te_1").wait()
        #expect(finished.status == .failed)
        #expect(finished.retryAttempts == 0)
        #expect(finished.error?.isRetryable == false)
        await executor.shutdown()
    }

    @Test func aRefusedInputFailsWithoutARetry() async throws {
        struct Negative: Error {}
        let executor = try fixture.executor()
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(retry: RetryPolicy(maxRetries: 5))) { (number: Int, _) in number }
                .validating { number in if number < 0 { throw Negative() } }
        )
        try await executor.start()
        let finished = try await executor.enqueue(task, -1).wait()
        #expect(finished.status == .failed)
        #expect(finished.retryAttempts == 0)
        #expect(try await executor.enqueue(task, 1).result() == 1)
        await executor.shutdown()
    }

    @Test func anOutputOverTheLimitFailsWithoutARetry() async throws {
        let executor = try fixture.executor { $0.maxOutputBytes = 10 }
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(retry: RetryPolicy(maxRetries: 5))) { (count: Int, _) in
                String(repeating: "x", count: count)
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(task, 8).result().count == 8)
        let finished = try await executor.enqueue(task, 9).wait()
        #expect(finished.status == .failed)
        #expect(finished.retryAttempts == 0)
        await executor.shutdown()
    }

    @Test func aRowThatCanNotBeReadIsSetAsideAndTheOthersRun() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        let bad = try await executor.enqueue(echo, 1)
        let good = try await executor.enqueue(echo, 2)
        fixture.storage.makeUnreadable(bad.executionID)
        try await executor.start()
        #expect(try await good.result() == 2)
        await fixture.drive { [storage = fixture.storage] in
            storage.updates.joined().contains { $0.executionID == bad.executionID && $0.update.closeStatus == .closed }
        }
        await executor.shutdown()
        let row = try await fixture.storage.stored(bad.executionID)
        #expect(row.status == .failed)
        #expect(row.error?.message.contains("retry_options") == true)
        #expect(row.closeStatus == .closed)
    }

    @Test func errorsOfTheStorageDoNotEndTheLoops() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(100))
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        let done = Counter()
        fixture.storage.failNext(.updateAndReturn, times: 12)
        fixture.storage.failNext(.updateAndCount, times: 12)
        fixture.storage.failNext(.updateAndDecrementParents, times: 5)
        try await executor.start()
        let handle = try await executor.enqueue(echo, 1)
        let result = Task {
            defer { done.add() }
            return try await handle.result()
        }
        await fixture.drive { done.value == 1 }
        #expect(try await result.value == 1)
        await executor.shutdown()
    }

    @Test func aLoopLooksEveryFewSecondsAfterAStorageThatIsAwayForLong() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(500))
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        let done = Counter()
        // Some loops share them.
        fixture.storage.failNext(.updateAndReturn, times: 100)
        let start = fixture.clock.now
        try await executor.start()
        let handle = try await executor.enqueue(echo, 1)
        let result = Task {
            defer { done.add() }
            return try await handle.result()
        }
        await fixture.drive { done.value == 1 }
        #expect(try await result.value == 1)
        #expect(fixture.clock.now - start < 100 * 5_000 / 4)
        await executor.shutdown()
    }

    @Test func aResultIsWrittenAgainUntilTheStorageTakesIt() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(100))
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        let done = Counter()
        fixture.storage.failNext(.update, times: 7)
        try await executor.start()
        let handles = try await executor.enqueue(echo, inputs: 0..<5)
        let sum = Task {
            defer { done.add() }
            var sum = 0
            for handle in handles { sum += try await handle.result() }
            return sum
        }
        await fixture.drive { done.value == 1 }
        #expect(try await sum.value == 10)
        await executor.shutdown()
    }

    @Test func aResultThatTheStorageRefusesDoesNotHoldUpTheOthers() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(100))
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        let (done, all) = (Counter(), Counter())
        let handles = try await executor.enqueue(echo, inputs: 0..<20)
        let refused = handles[3]
        fixture.storage.refuse(refused.executionID)
        try await executor.start()
        let waiting = handles.map { handle in
            Task {
                defer { all.add() }
                let result = try await handle.result()
                done.add()
                return result
            }
        }
        await fixture.drive { done.value == 19 }
        #expect(try await fixture.storage.stored(refused.executionID).status == .running)
        fixture.storage.refuse(nil)
        await fixture.drive { all.value == 20 }
        for (number, result) in waiting.enumerated() { #expect(try await result.value == number) }
        await executor.shutdown()
    }

    @Test func finishedRowsThatAreNotClosedAreClosed() async throws {
        var child = TaskExecution(
            parent: ParentTaskExecutionReference(taskID: "p", executionID: "te_p"), taskID: "a", executionID: "te_c",
            timeoutMs: 1000, input: "1", now: 0
        )
        child.status = .completed
        child.isFinished = true
        var parent = TaskExecution(taskID: "p", executionID: "te_p", timeoutMs: 1000, input: "1", now: 0)
        parent.status = .waitingForChildren
        parent.activeChildrenCount = 1
        try await fixture.storage.insert([parent, child])
        let executor = try fixture.executor()
        try await executor.start()
        await fixture.storage.called(.update, times: 1)
        await executor.shutdown()
        #expect(try await fixture.storage.stored("te_c").closeStatus == .closed)
        #expect(try await fixture.storage.stored("te_p").activeChildrenCount == 0)
    }
}
