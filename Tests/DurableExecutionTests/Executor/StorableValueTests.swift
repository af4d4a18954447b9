import Testing

@testable import DurableExecution

/// Values that not every database can hold.
@Suite struct StorableValueTests {
    let fixture = ExecutorFixture()

    @Test(arguments: ["a\0b", String(repeating: "👨‍👩‍👧‍👦", count: 255), "", String(repeating: "x", count: 256)])
    func aUniqueIDThatADatabaseCanNotHoldIsRefusedAtTheCall(_ id: String) async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Int.self, timeout: .seconds(3600)))
        await expectError(.invalidOption) { _ = try await executor.enqueue(approval, SleepingTaskID(id)) }
        await expectError(.invalidOption) { _ = try await executor.wake(approval, SleepingTaskID(id), output: 1) }
        let parent = try executor.register(
            .parent("parent") { (_: Int, _) in
                FanOut(children: [approval.child(SleepingTaskID(id))])
            })
        try await executor.start()
        let end = try await executor.enqueue(parent, 1).wait()
        #expect(end.status == .failed)
        #expect(end.error?.message.contains("unique id") == true)
        await executor.shutdown()
    }

    @Test func aUniqueIDOf255CharactersOf4BytesIsAllowed() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Int.self, timeout: .seconds(3600)))
        _ = try await executor.enqueue(approval, SleepingTaskID(String(repeating: "🙂", count: 255)))
        await executor.shutdown()
    }

    @Test func aPayloadWithNULIsRefusedAtTheCallAndEndsABody() async throws {
        let executor = try fixture.executor { $0.codec = RawCodec() }
        let echo = try executor.register(DurableTask("echo") { (text: String, _) in text })
        let bad = try executor.register(
            DurableTask("bad", options: TaskOptions(retry: RetryPolicy(maxRetries: 3))) { (_: String, _) in "a\0b" })
        await expectError(.payloadNotEncodable) { _ = try await executor.enqueue(echo, "a\0b") }
        try await executor.start()
        let end = try await executor.enqueue(bad, "").wait()
        #expect(end.status == .failed)
        #expect(end.error?.message.contains("U+0000") == true)
        await executor.shutdown()
    }

    @Test func anErrorsMessageIsStoredWithoutNULAndNotWithoutEnd() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(
            DurableTask("a") { (count: Int, _) -> Int in
                throw TaskExecutionError(message: "a\0b" + String(repeating: "é", count: count))
            })
        let approval = try executor.register(.sleeping("approval", output: Int.self, timeout: .seconds(3600)))
        try await executor.start()
        #expect(try await executor.enqueue(task, 1).wait().error?.message == "a\\0bé")
        let long = try await executor.enqueue(task, 1_000_000).wait().error?.message ?? ""
        #expect(long.utf8.count < 40_000)
        #expect(long.hasSuffix("é…"))
        let sleeper = try await executor.enqueue(approval, "s")
        _ = try await executor.wake(approval, "s", error: TaskExecutionError(message: "\0"))
        #expect(try await sleeper.wait().error?.message == "\\0")
        await executor.shutdown()
    }

    @Test func aHandleWithNULInItsIDFindsNothing() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        await expectError(.executionNotFound) {
            _ = try await executor.handle(for: echo, executionID: "a\0b").wait()
        }
        await executor.shutdown()
    }

    @Test func anErrorDescribesItself() {
        let timeout = TaskExecutionError(kind: .timedOut, message: "too long")
        #expect("\(timeout)" == "timed out: too long")
        let final = TaskExecutionError(message: "no", isRetryable: false, isInternal: true)
        #expect("\(final)" == "failed in the executor: no (not retryable)")
    }

    /// Stores texts as they are.
    private struct RawCodec: TaskPayloadCodec {
        struct Failure: Error {}

        func encode(_ value: some Encodable) throws -> String {
            guard let text = value as? String else { throw Failure() }
            return text
        }

        func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
            guard let value = text as? Value else { throw Failure() }
            return value
        }
    }
}
