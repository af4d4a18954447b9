import DurableExecution
import DurableExecutionTesting
import Foundation
import Testing

@Suite struct EnqueueTests {
    let fixture = ExecutorFixture()

    @Test func aTaskRunsAndItsResultComesBack() async throws {
        let executor = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in number * 2 })
        try await executor.start()
        let handle = try await executor.enqueue(double, 21)
        #expect(try await handle.result() == 42)

        let finished = try await handle.wait()
        #expect(finished.status == .completed)
        #expect(finished.taskID == "double")
        #expect(finished.startedAt == Date(timeIntervalSince1970: Double(fixture.clock.now) / 1_000))
        let row = try await handle.snapshot()
        #expect(row.closeStatus == .closed)
        #expect(row.executorID == nil)
        #expect(row.output == "42")
        await executor.shutdown()
    }

    @Test func theBodySeesWhatItRuns() async throws {
        let executor = try fixture.executor()
        let inspect = try executor.register(
            DurableTask("inspect") { (_: Int, context) in
                [context.taskID, context.executionID, context.executorID, "\(context.attempt)"]
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(inspect, 0)
        #expect(try await handle.result() == ["inspect", handle.executionID, executor.id, "0"])
        await executor.shutdown()
    }

    @Test(arguments: [250, 2000])
    func manyRunWithinTheLimit(count: Int) async throws {
        let executor = try fixture.executor { $0.maxConcurrentTaskExecutions = 20 }
        let running = Counter()
        let work = try executor.register(
            DurableTask("work") { (number: Int, _) in
                running.add()
                await Task.yield()
                running.add(-1)
                return number
            }
        )
        try await executor.start()
        let handles = try await executor.enqueue(work, inputs: 0..<count)
        for (number, handle) in handles.enumerated() { #expect(try await handle.result() == number) }
        #expect(running.maximum <= 20)
        #expect(fixture.storage.calls(.insert) == 1)
        await executor.shutdown()
    }

    @Test func manyCallersEnqueueAtTheSameTime() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<250 {
                group.addTask { try await executor.enqueue(echo, number).result() }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 249 * 250 / 2)
        await executor.shutdown()
    }

    @Test func aDelayedExecutionStartsWhenItsTimeHasCome() async throws {
        let executor = try fixture.executor()
        let clock = fixture.clock
        let now = try executor.register(
            DurableTask("now", options: TaskOptions(delay: .milliseconds(50))) { (_: Int, _) in clock.now })
        try await executor.start()
        let start = clock.now
        let early = try await executor.enqueue(now, 0)
        let late = try await executor.enqueue(now, 0, delay: .milliseconds(70))
        await fixture.advance(to: start + 50)
        #expect(try await early.result() == start + 50)
        await fixture.advance(to: start + 70)
        #expect(try await late.result() == start + 70)
        await executor.shutdown()
    }

    @Test func optionsOfTheCallReplaceThoseOfTheTask() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) { (number: Int, _) in number })
        let retry = RetryPolicy(maxRetries: 7)
        let handle = try await executor.enqueue(task, 1, retry: retry, delay: .seconds(2), timeout: .seconds(3))
        let row = try await handle.snapshot()
        #expect(row.retryPolicy == retry)
        #expect(row.delayMs == 2000)
        #expect(row.timeoutMs == 3000)
    }

    @Test func whatIsEnqueuedBeforeTheStartRunsAfterIt() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        let handle = try await executor.enqueue(echo, 5)
        #expect(try await handle.snapshot().status == .ready)
        try await executor.start()
        try await executor.start()
        #expect(try await handle.result() == 5)
        await executor.shutdown()
    }

    @Test func anotherExecutorHasAHandleToTheSameExecution() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        let handle = try await executor.enqueue(echo, 5)
        _ = try await handle.result()

        let other = try fixture.executor()
        try other.register(echo)
        #expect(try await other.handle(for: echo, executionID: handle.executionID).result() == 5)
        await other.shutdown()
        await executor.shutdown()
    }
}
