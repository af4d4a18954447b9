import DurableExecutionTesting
import Metrics
import MetricsTestKit
import Testing

@testable import DurableExecution

/// What an executor counts and measures.
@Suite struct MetricsTests {
    let metrics = TestMetrics()
    let fixture = ExecutorFixture()

    private func executor(
        _ configure: (inout DurableExecutor.Configuration) -> Void = { _ in }
    ) throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(3600)
        configure(&configuration)
        return try DurableExecutor(
            storage: fixture.storage, configuration: configuration, clock: fixture.clock, metrics: metrics
        )
    }

    private func count(_ label: String, _ dimensions: [(String, String)]) -> Int64? {
        try? metrics.expectCounter("durable_execution." + label, dimensions).totalValue
    }

    private func milliseconds(_ label: String, _ dimensions: [(String, String)]) throws -> [Int64] {
        try metrics.expectTimer("durable_execution." + label, dimensions).values.map { $0 / 1_000_000 }
    }

    @Test(arguments: [Int64.min, .max]) func aTimeOfStartThatNoClockShowsIsMeasured(startAt: Int64) async throws {
        var row = TaskExecution(taskID: "a", executionID: "te_1", timeoutMs: 60_000, input: "1", now: fixture.clock.now)
        row.startAt = startAt
        row.status = .ready
        try await fixture.storage.base.insert([row])
        let executor = try executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        if startAt < 0 { #expect(try await executor.handle(for: task, executionID: "te_1").result() == 1) }
        await executor.shutdown()
    }

    @Test func runsAndExecutionsAreCountedByTaskAndStatus() async throws {
        let executor = try executor()
        let good = try executor.register(DurableTask("good") { (number: Int, _) in number })
        let bad = try executor.register(
            DurableTask("bad", options: TaskOptions(retry: RetryPolicy(maxRetries: 2))) { (_: Int, _) -> Int in
                throw TaskExecutionError(message: "no")
            }
        )
        try await executor.start()
        for handle in try await executor.enqueue(good, inputs: 0..<3) { _ = try await handle.result() }
        _ = try await executor.enqueue(bad, 0).wait()
        await executor.shutdown()

        #expect(count("executions.enqueued", [("task", "good")]) == 3)
        #expect(count("runs.started", [("task", "good")]) == 3)
        #expect(count("runs.retried", [("task", "good")]) == 0)
        #expect(count("executions.finished", [("task", "good"), ("status", "completed")]) == 3)
        #expect(count("runs.started", [("task", "bad")]) == 3)
        #expect(count("runs.retried", [("task", "bad")]) == 2)
        #expect(count("executions.finished", [("task", "bad"), ("status", "failed")]) == 1)
        #expect(try metrics.expectGauge("durable_execution.runs.active").lastValue == 0)
    }

    @Test func theDelayInTheQueueAndTheDurationOfARunAreMeasuredByTheExecutorsClock() async throws {
        let executor = try executor()
        let clock = fixture.clock
        let slow = try executor.register(
            DurableTask("slow") { (number: Int, _) in
                clock.jump(to: clock.now + 250)
                return number
            }
        )
        let handle = try await executor.enqueue(slow, 0)
        clock.jump(to: clock.now + 40)
        try await executor.start()
        _ = try await handle.result()
        await executor.shutdown()
        #expect(try milliseconds("executions.queue_delay", [("task", "slow")]) == [40])
        #expect(try milliseconds("runs.duration", [("task", "slow")]) == [250])
    }

    @Test func childrenAndCancelledExecutionsAreCounted() async throws {
        let executor = try executor()
        let leaf = try executor.register(DurableTask("leaf") { (number: Int, _) in number })
        let parent = try executor.register(
            .parent("parent") { (count: Int, _) in
                FanOut(children: (0..<count).map { leaf.child($0) })
            } finalize: { (result, _) in
                result.children.count
            }
        )
        let waiting = try await executor.enqueue(leaf, 0, delay: .seconds(60))
        try await waiting.cancel()
        try await executor.start()
        #expect(try await executor.enqueue(parent, 4).result() == 4)
        await executor.shutdown()
        #expect(count("executions.enqueued", [("task", "leaf")]) == 5)
        #expect(count("executions.finished", [("task", "leaf"), ("status", "completed")]) == 4)
        #expect(count("executions.finished", [("task", "leaf"), ("status", "cancelled")]) == 1)
        // The body and the finalize function.
        #expect(count("runs.started", [("task", "parent")]) == 2)
        #expect(count("executions.finished", [("task", "parent"), ("status", "completed")]) == 1)
    }

    @Test func whatIsTakenOverFromADeadExecutorIsCounted() async throws {
        var execution = TaskExecution(taskID: "a", executionID: "te_1", timeoutMs: 1000, input: "7", now: 0)
        execution.status = .running
        execution.executorID = "ex_dead"
        execution.startedAt = 0
        execution.expiresAt = 1
        try await fixture.storage.base.insert([execution])
        let executor = try executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        _ = try await executor.handle(for: task, executionID: "te_1").result()
        await executor.shutdown()
        #expect(count("recoveries", [("kind", "running")]) == 1)
    }

    @Test func rowsThatCantBeReadAndErrorsOfLoopsAreCounted() async throws {
        let executor = try executor { $0.pollInterval = .milliseconds(10) }
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        let handle = try await executor.enqueue(task, 0)
        fixture.storage.makeUnreadable(handle.executionID)
        fixture.storage.failNext(.updateAndDecrementParents, times: 2)
        try await executor.start()
        await fixture.drive {
            count("executions.set_aside", []) == 1 && count("loops.errors", [("loop", "close_preparation")]) == 2
        }
        await executor.shutdown()
    }

    @Test func nothingIsMadeWhereNobodyReceivesIt() {
        #expect(ExecutorMetrics(NOOPMetricsHandler.instance) == nil)
    }
}
