import Testing

@testable import DurableExecution

@Suite struct TaskDeclarationTests {
    let fixture = ExecutorFixture()

    @Test(arguments: ["", "a b", "a-b", "ä", "a.b", String(repeating: "a", count: 256)])
    func anIDThatIsNotValidIsRefused(id: String) async throws {
        let executor = try fixture.executor()
        await expectError(.invalidTaskID) { _ = try executor.register(DurableTask(id) { (number: Int, _) in number }) }
    }

    @Test(arguments: ["a", "Z_9", String(repeating: "a", count: 255)])
    func anIDThatIsValidIsTaken(id: String) throws {
        try fixture.executor().register(DurableTask(id) { (number: Int, _) in number })
    }

    @Test func anIDIsTakenOnlyOnce() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        await expectError(.taskExists) { _ = try executor.register(DurableTask("a") { (text: String, _) in text }) }
        await expectError(.taskExists) { try executor.register(task) }
    }

    @Test(arguments: [
        RetryPolicy(maxRetries: -1),
        RetryPolicy(maxRetries: 1001),
        RetryPolicy(maxRetries: 0, initialDelay: .milliseconds(-1)),
        RetryPolicy(maxRetries: 0, initialDelay: .milliseconds(3_600_001)),
        RetryPolicy(maxRetries: 0, jitter: -0.1),
        RetryPolicy(maxRetries: 0, jitter: 1.1),
        RetryPolicy(maxRetries: 0, jitter: .nan),
        RetryPolicy(maxRetries: 0, multiplier: 0.09),
        RetryPolicy(maxRetries: 0, multiplier: 10.1),
        RetryPolicy(maxRetries: 0, multiplier: .nan),
        RetryPolicy(maxRetries: 0, maxDelay: .milliseconds(-1)),
        RetryPolicy(maxRetries: 0, maxDelay: .milliseconds(86_400_001)),
        RetryPolicy(maxRetries: 0, initialDelay: .milliseconds(10), maxDelay: .milliseconds(9)),
    ])
    func aRetryPolicyOutOfRangeIsRefused(retry: RetryPolicy) async throws {
        let executor = try fixture.executor()
        await expectError(.invalidOption) {
            _ = try executor.register(
                DurableTask("a", options: TaskOptions(retry: retry)) { (number: Int, _) in number })
        }
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        await expectError(.invalidOption) { try await executor.enqueue(task, 1, retry: retry) }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func delayAndTimeoutOutOfRangeAreRefused() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        await expectError(.invalidOption) { try await executor.enqueue(task, 1, delay: .milliseconds(-1)) }
        await expectError(.invalidOption) { try await executor.enqueue(task, 1, timeout: .zero) }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func aTaskOfAnotherExecutorCanNotBeEnqueued() async throws {
        let task = try fixture.executor().register(DurableTask("a") { (number: Int, _) in number })
        let other = try fixture.executor()
        await expectError(.taskNotRegistered) { try await other.enqueue(task, 1) }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func aTaskOfOtherTypesWithTheSameIDCanNotBeEnqueued() async throws {
        let executor = try fixture.executor()
        _ = try executor.register(DurableTask("a") { (number: Int, _) in number })
        let other = DurableTask("a") { (text: String, _) in text }
        await expectError(.taskNotRegistered) { try await executor.enqueue(other, "1") }
        #expect(fixture.storage.calls(.insert) == 0)
    }

    @Test func aPayloadOverTheLimitIsRefusedBeforeAnythingIsStored() async throws {
        let executor = try fixture.executor { $0.maxInputBytes = 10 }
        let task = try executor.register(DurableTask("a") { (text: String, _) in text })
        try await executor.enqueue(task, "12345678")
        await expectError(.payloadTooLarge) { try await executor.enqueue(task, "123456789") }
        await expectError(.payloadTooLarge) { try await executor.enqueue(task, inputs: ["1", "ääääää"]) }
        #expect(fixture.storage.calls(.insert) == 1)
    }

    @Test func aConfigurationOutOfRangeIsRefused() async throws {
        await expectError(.invalidOption) { _ = try fixture.executor { $0.batchSize = 201 } }
        await expectError(.invalidOption) { _ = try fixture.executor { $0.maxConcurrentTaskExecutions = 0 } }
    }
}
