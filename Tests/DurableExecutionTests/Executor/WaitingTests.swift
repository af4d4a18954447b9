import DurableExecutionTesting
import Testing

@testable import DurableExecution

@Suite struct WaitingTests {
    let fixture = ExecutorFixture()

    @Test func waitingForWhatRunsHereNeverLooksIntoTheStorage() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        for handle in try await executor.enqueue(echo, inputs: 0..<100) { _ = try await handle.result() }
        #expect(fixture.storage.calls(.get) == 0)
        await executor.shutdown()
    }

    @Test func allThatFinishElsewhereAreLookedUpWithOneCall() async throws {
        let runner = try fixture.executor()
        let echo = try runner.register(DurableTask("echo") { (number: Int, _) in number })
        let enqueuer = try fixture.executor(pollInterval: .milliseconds(500))
        try enqueuer.register(echo)
        let handles = try await enqueuer.enqueue(echo, inputs: 0..<10)
        let sum = Task {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for handle in handles { group.addTask { try await handle.result() } }
                return try await group.reduce(0, +)
            }
        }
        while enqueuer.core.watched.count < 10 { await Task.yield() }
        #expect(fixture.storage.calls(.get) == 0)

        let start = fixture.clock.now
        try await runner.start()
        for handle in handles {
            _ = try await runner.handle(for: echo, executionID: handle.executionID).result()
        }
        await runner.shutdown()
        let calls = fixture.storage.calls(.get)
        await fixture.advance(to: start + 500)
        #expect(try await sum.value == 45)
        #expect(fixture.storage.calls(.get) == calls + 1)
        await enqueuer.shutdown()
    }

    @Test func aWaitEndsWhenItsSwiftTaskIsCancelled() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(
            DurableTask("echo", options: TaskOptions(delay: .seconds(1))) { (number: Int, _) in number })
        let handle = try await executor.enqueue(echo, 1)
        let waiting = Task { try await handle.result() }
        while executor.core.watched.count < 1 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await executor.shutdown()
    }

    @Test func severalWaitersOfOneExecutionAllGetItsResult() async throws {
        let executor = try fixture.executor()
        let gate = Gate()
        let task = try executor.register(
            DurableTask("a") { (number: Int, _) in
                await gate.wait()
                return number
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(task, 4)
        let again = executor.handle(for: task, executionID: handle.executionID)
        async let first = handle.result()
        async let second = again.result()
        gate.open()
        #expect(try await [first, second] == [4, 4])
        await executor.shutdown()
    }

    @Test func aRowThatCanNotBeReadFailsOnlyItsOwnWaiter() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(500))
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        let good = try await executor.enqueue(echo, 1)
        let bad = try await executor.enqueue(echo, 2)
        _ = try await (good.result(), bad.result())
        fixture.storage.makeUnreadable(bad.executionID)

        let other = try fixture.executor(pollInterval: .milliseconds(500))
        let goodAgain = other.handle(for: echo, executionID: good.executionID)
        let badAgain = other.handle(for: echo, executionID: bad.executionID)
        await #expect(throws: TaskExecutionDecodingError.self) { try await badAgain.result() }
        let result = Task { try await goodAgain.result() }
        await fixture.drive { other.core.completions.completion(of: good.executionID).finished != nil }
        #expect(try await result.value == 1)
        await other.shutdown()
        await executor.shutdown()
    }

    @Test func waitingForARowThatIsDeletedMeanwhileEnds() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(500))
        let echo = try executor.register(
            DurableTask("echo", options: TaskOptions(delay: .seconds(1))) { (number: Int, _) in number })
        let handle = try await executor.enqueue(echo, 1)
        let ended = Counter()
        let waiting = Task {
            defer { ended.add() }
            return try await handle.result()
        }
        while executor.core.watched.count < 1 { await Task.yield() }
        fixture.storage.hide(handle.executionID)
        await fixture.drive { ended.value == 1 }
        await expectError(.executionNotFound) { _ = try await waiting.value }
        await executor.shutdown()
    }

    @Test func aShutdownEndsTheWaitsThatAreLeft() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(
            DurableTask("echo", options: TaskOptions(delay: .seconds(1))) { (number: Int, _) in number })
        let handle = try await executor.enqueue(echo, 1)
        let waiting = Task { try await handle.result() }
        while executor.core.watched.count < 1 { await Task.yield() }
        await executor.shutdown()
        await expectError(.shutDown) { _ = try await waiting.value }
        await expectError(.shutDown) { _ = try await handle.result() }
    }
}
