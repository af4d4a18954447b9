import DurableExecutionTesting
import RecordedLog
import Testing

@testable import DurableExecution

/// A storage that refuses some writes for good, or one write for reasons that it does not tell.
@Suite struct RefusedWriteTests {
    let clock = ManualClock()

    /// The storage, which counts its calls, and an executor on it that does not poll.
    private func executor(
        _ configure: (inout DurableExecutor.Configuration) -> Void = { _ in }, log: RecordedLog = RecordedLog(),
        refusing refusal: @escaping @Sendable (TaskExecutionUpdateRequest) -> String?
    ) throws -> (ProbedStorage, DurableExecutor) {
        let storage = ProbedStorage(
            FaultInjectingTaskExecutionsStorage(InMemoryTaskExecutionsStorage(), refusing: refusal)
        )
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(3600)
        configure(&configuration)
        let executor = try DurableExecutor(
            storage: storage, configuration: configuration, clock: clock, logger: log.logger
        )
        return (storage, executor)
    }

    @Test func aRefusedOutputEndsItsExecutionWithTheReasonAndNoOtherWaits() async throws {
        let log = RecordedLog()
        let (_, executor) = try executor(log: log) { $0.update.output == "13" ? "no thirteens" : nil }
        let echo = try executor.register(
            DurableTask("echo", options: TaskOptions(retry: RetryPolicy(maxRetries: 5))) { (number: Int, _) in number })
        try await executor.start()
        // No time passes.
        let handles = try await executor.enqueue(echo, inputs: 0..<400)
        for (number, handle) in handles.enumerated() where number != 13 { #expect(try await handle.result() == number) }
        let refused = try await handles[13].wait()
        #expect(refused.status == .failed)
        #expect(refused.retryAttempts == 0)
        #expect(refused.error?.isRetryable == false)
        #expect(refused.error?.message.contains("no thirteens") == true)
        await executor.shutdown()
        let line = log.lines.first { $0.hasPrefix("an execution has failed") }
        for part in ["echo", handles[13].executionID, "attempt", "no thirteens"] {
            #expect(line?.contains(part) == true, "\(part)")
        }
    }

    @Test func childrenThatAreRefusedEndTheirParent() async throws {
        let (storage, executor) = try executor { $0.children.isEmpty ? nil : "no children" }
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let parent = try executor.register(
            .parent("parent") { (number: Int, _) in FanOut(children: [double.child(number)]) })
        try await executor.start()
        let end = try await executor.enqueue(parent, 1).wait()
        #expect(end.status == .failed)
        #expect(end.error?.message.contains("no children") == true)
        #expect(try await storage.stored(end.executionID).children == nil)
        await executor.shutdown()
    }

    @Test(arguments: [false, true])
    func aRefusedMoveOfAParentEndsItAsFinalizeFailed(hasFunction: Bool) async throws {
        let (_, executor) = try executor { $0.update.output?.contains("77") == true ? "no 77" : nil }
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let body = { @Sendable (number: Int, _: TaskContext) in FanOut(77, children: [double.child(number)]) }
        let status: TaskExecutionStatus
        let error: TaskExecutionError?
        try await executor.start()
        if hasFunction {
            let parent = try executor.register(.parent("parent", body: body, finalize: { (_, _) -> Int in 77 }))
            let end = try await executor.enqueue(parent, 1).wait()
            (status, error) = (end.status, end.error)
        } else {
            let parent = try executor.register(.parent("parent", body: body))
            let end = try await executor.enqueue(parent, 1).wait()
            (status, error) = (end.status, end.error)
        }
        #expect(status == .finalizeFailed)
        #expect(error?.message.contains("no 77") == true)
        await executor.shutdown()
    }

    @Test func anErrorThatIsRefusedForItsCharactersIsStoredInASCIIAndTriedAgain() async throws {
        let (_, executor) = try executor { request in
            guard case .set(let error) = request.update.error else { return nil }
            return error.message.utf8.allSatisfy { $0 < 128 } ? nil : "not in this encoding"
        }
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) { (_: Int, context) -> String in
                guard let previous = context.previousError else { throw TaskExecutionError(message: "a 💥") }
                return previous.message
            })
        try await executor.start()
        #expect(try await executor.enqueue(task, 1).result() == "a \\u{1f4a5}")
        await executor.shutdown()
    }

    @Test func aReasonThatIsRefusedTooIsLeftOut() async throws {
        let (_, executor) = try executor { request in
            if case .set(let error) = request.update.error { return error.message.contains("secret") ? "secret" : nil }
            return request.update.output == nil ? nil : "secret"
        }
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        let end = try await executor.enqueue(echo, 1).wait()
        #expect(end.status == .failed)
        #expect(end.error?.message.contains("refused") == true)
        await executor.shutdown()
    }

    @Test func anExecutionWhoseFailureIsRefusedTooHoldsUpNothing() async throws {
        let isRefusing = Counter()
        isRefusing.add()
        let (storage, executor) = try executor({ $0.pollInterval = .milliseconds(100) }) { request in
            let isEnd = request.update.status != nil && request.update.status != .running
            return isEnd && request.update.output != "1" && isRefusing.value == 1 ? "never" : nil
        }
        let echo = try executor.register(
            DurableTask("echo", options: TaskOptions(timeout: .seconds(3600))) { (number: Int, _) in number })
        let gate = Gate()
        let long = try executor.register(
            DurableTask("long", options: TaskOptions(timeout: .seconds(3600))) { (number: Int, _) in
                await gate.wait()
                return number
            })
        try await executor.start()
        let running = try await executor.enqueue(long, 1)
        let refused = try await executor.enqueue(echo, 2)
        for _ in 0..<20 { #expect(try await executor.enqueue(echo, 1).result() == 1) }
        // The leases of both are renewed meanwhile.
        let start = clock.now
        await clock.drive { clock.now - start > 60_000 }
        for handle in [running.executionID, refused.executionID] {
            #expect(try await storage.stored(handle).executorID == executor.id)
            #expect(try await storage.stored(handle).expiresAt ?? 0 > clock.now)
        }
        // Growing pauses: a few calls a minute, each with its substitutes.
        #expect(storage.updates.joined().count { $0.executionID == refused.executionID } < 200)
        isRefusing.add(-1)
        gate.open()
        let done = Counter()
        let results = Task {
            defer { done.add() }
            return try await [running.result(), refused.result()]
        }
        await clock.drive { done.value == 1 }
        #expect(try await results.value == [1, 2])
        await executor.shutdown()
    }

    @Test func theTimeoutEndsARunWhoseEndTheStorageDoesNotTake() async throws {
        let storage = UnwillingStorage()
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .milliseconds(100)
        let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: clock)
        let echo = try executor.register(
            DurableTask("echo", options: TaskOptions(timeout: .seconds(20))) { (number: Int, _) in number })
        try await executor.start()
        let handle = try await executor.enqueue(echo, 1)
        let done = Counter()
        let result = Task {
            defer { done.add() }
            return try await handle.wait()
        }
        let start = clock.now
        await clock.drive { done.value == 1 }
        #expect(try await result.value.status == .timedOut)
        #expect(clock.now - start >= 20_000)
        await executor.shutdown()
    }

    @Test func aShutdownWaitsForARefusedEndOnlyWithinItsLimit() async throws {
        let (storage, executor) = try executor { $0.update.status?.isFinished == true ? "never" : nil }
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        let handle = try await executor.enqueue(echo, 1)
        while !storage.updates.joined().contains(where: { $0.executionID == handle.executionID }) { await Task.yield() }
        let start = clock.now
        let stopped = Counter()
        async let shutdown: Void = {
            await executor.shutdown()
            stopped.add()
        }()
        while stopped.value == 0 {
            if let time = clock.sleepers.first { clock.jump(to: time) }
            try await Task.sleep(for: .milliseconds(1))
        }
        await shutdown
        // The limit for running bodies is 30 seconds.
        #expect(clock.now - start < 30_000)
    }
}

/// Throws for each output, and does not say that it would always.
private struct UnwillingStorage: TaskExecutionsStorage {
    struct Failure: Error {}

    private let base: any TaskExecutionsStorage = InMemoryTaskExecutionsStorage()

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        if requests.contains(where: { $0.update.output != nil }) { throw Failure() }
        return try await base.update(requests)
    }

    var queryable: (any QueryableTaskExecutionsStorage)? { nil }
    var prunable: (any PrunableTaskExecutionsStorage)? { nil }
    func verify() async throws {}
    func shrink() async throws -> Bool { false }
    func changesByOthers() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
    func insert(_ executions: [TaskExecution]) async throws { try await base.insert(executions) }
    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] { try await base.get(lookups) }
    func get(sleepingTaskUniqueIDs ids: [String]) async throws -> [TaskExecution?] {
        try await base.get(sleepingTaskUniqueIDs: ids)
    }
    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        try await base.updateAndReturn(selector, limit: limit, update: update)
    }
    func updateAndCount(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        try await base.updateAndCount(selector, limit: limit, update: update)
    }
    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        try await base.updateAndDecrementParents(selector, limit: limit, update: update)
    }
    func children(ofExecutions ids: [String]) async throws -> [[TaskExecution]] {
        try await base.children(ofExecutions: ids)
    }
    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        try await base.updateChildren(requests)
    }
    func delete(executionID: String) async throws { try await base.delete(executionID: executionID) }
    func deleteAll() async throws { try await base.deleteAll() }
}
