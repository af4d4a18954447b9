import Testing

@testable import DurableExecution

@Suite struct TaskDeclarationTests {
    let fixture = ExecutorFixture()

    @Test(arguments: ["", "a b", "a-b", "ä", "a.b", String(repeating: "a", count: 256)])
    func anIDThatIsNotValidIsRefused(id: String) async throws {
        let executor = try fixture.executor()
        await expectError(.invalidTaskID) { _ = try executor.task(id) { (number: Int, _) in number } }
    }

    @Test(arguments: ["a", "Z_9", String(repeating: "a", count: 255)])
    func anIDThatIsValidIsTaken(id: String) throws {
        _ = try fixture.executor().task(id) { (number: Int, _) in number }
    }

    @Test func anIDIsTakenOnlyOnce() async throws {
        let executor = try fixture.executor()
        let task = try executor.task("a") { (number: Int, _) in number }
        await expectError(.taskExists) { _ = try executor.task("a") { (text: String, _) in text } }
        await expectError(.taskExists) { try executor.register(task) }
    }

    @Test(arguments: [
        TaskRetryOptions(maxAttempts: -1),
        TaskRetryOptions(maxAttempts: 1001),
        TaskRetryOptions(baseDelayMs: -1),
        TaskRetryOptions(baseDelayMs: 3_600_001),
        TaskRetryOptions(delayMultiplier: 0.09),
        TaskRetryOptions(delayMultiplier: 10.1),
        TaskRetryOptions(delayMultiplier: .nan),
        TaskRetryOptions(maxDelayMs: -1),
        TaskRetryOptions(maxDelayMs: 86_400_001),
        TaskRetryOptions(baseDelayMs: 10, maxDelayMs: 9),
    ])
    func retryOptionsOutOfRangeAreRefused(retry: TaskRetryOptions) async throws {
        let executor = try fixture.executor()
        await expectError(.invalidOption) { _ = try executor.task("a", retry: retry) { (number: Int, _) in number } }
        let task = try executor.task("a") { (number: Int, _) in number }
        await expectError(.invalidOption) { try await executor.enqueue(task, 1, retry: retry) }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func delayAndTimeoutOutOfRangeAreRefused() async throws {
        let executor = try fixture.executor()
        let task = try executor.task("a") { (number: Int, _) in number }
        await expectError(.invalidOption) { try await executor.enqueue(task, 1, delay: .milliseconds(-1)) }
        await expectError(.invalidOption) { try await executor.enqueue(task, 1, timeout: .zero) }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func aTaskOfAnotherExecutorCanNotBeEnqueued() async throws {
        let task = try fixture.executor().task("a") { (number: Int, _) in number }
        let other = try fixture.executor()
        await expectError(.taskNotRegistered) { try await other.enqueue(task, 1) }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func aTaskOfOtherTypesWithTheSameIDCanNotBeEnqueued() async throws {
        let executor = try fixture.executor()
        _ = try executor.task("a") { (number: Int, _) in number }
        let other = DurableTask("a") { (text: String, _) in text }
        await expectError(.taskNotRegistered) { try await executor.enqueue(other, "1") }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func aPayloadOverTheLimitIsRefusedBeforeAnythingIsStored() async throws {
        let executor = try fixture.executor { $0.maxInputBytes = 10 }
        let task = try executor.task("a") { (text: String, _) in text }
        try await executor.enqueue(task, "12345678")
        await expectError(.payloadTooLarge) { try await executor.enqueue(task, "123456789") }
        await expectError(.payloadTooLarge) { try await executor.enqueue(task, inputs: ["1", "ääääää"]) }
        #expect(fixture.storage.calls(.insert) == 1)
    }

    @Test func aConfigurationOutOfRangeIsRefused() async throws {
        await expectError(.invalidOption) { _ = try fixture.executor { $0.batchSize = 201 } }
        await expectError(.invalidOption) { _ = try fixture.executor { $0.maxConcurrentTaskExecutions = 0 } }
    }

    @Test(
        arguments: [
            (TaskRetryOptions(), 3, 0),
            (TaskRetryOptions(baseDelayMs: 100), 5, 100),
            (TaskRetryOptions(baseDelayMs: 100, delayMultiplier: 2), 0, 100),
            (TaskRetryOptions(baseDelayMs: 100, delayMultiplier: 2), 3, 800),
            (TaskRetryOptions(baseDelayMs: 100, delayMultiplier: 2, maxDelayMs: 500), 1000, 500),
            (TaskRetryOptions(baseDelayMs: 100, delayMultiplier: 0.5), 2, 25),
            (TaskRetryOptions(baseDelayMs: 3_600_000, delayMultiplier: 10), 999, Int64.max),
        ] as [(TaskRetryOptions, Int, Int64)])
    func theDelayGrowsFromRetryToRetry(retry: TaskRetryOptions, number: Int, delay: Int64) {
        #expect(retry.delayMs(beforeRetry: number) == delay)
    }
}
