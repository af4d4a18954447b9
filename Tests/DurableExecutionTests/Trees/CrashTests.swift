import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct CrashTests {
    struct ConnectionLost: Error {}

    /// Whether a call that fails has an effect all the same.
    enum Failure: CaseIterable, Sendable {
        case beforeTheEffect, afterTheEffect

        var fault: StorageFault {
            switch self {
            case .beforeTheEffect: .errorBefore(ConnectionLost())
            case .afterTheEffect: .errorAfter(ConnectionLost())
            }
        }
    }

    @Test(arguments: Failure.allCases)
    func whatAnExecutorLeavesAtAnyOfItsCallsIsFinishedByAnother(failure: Failure) async throws {
        var calls = 1
        while try await !survives(diesAtCall: calls, failure) { calls += 1 }
        #expect(calls > 30)
    }

    /// - Returns: Whether the first executor finished everything before it died.
    private func survives(diesAtCall lastCall: Int, _ failure: Failure) async throws -> Bool {
        let clock = ManualClock()
        let storage = InMemoryTaskExecutionsStorage()
        let id = try await SampleTree.enqueue(storage, clock)

        let calls = Counter()
        let mortal = FaultInjectingTaskExecutionsStorage(storage) { call in
            // An executor whose storage is away at its start does not start.
            if call.operation == .verify { return [] }
            let number = calls.add()
            return number < lastCall ? [] : [number == lastCall ? failure.fault : Failure.beforeTheEffect.fault]
        }
        let first = try await SampleTree.start(mortal, clock)
        while calls.value < lastCall, try await SampleTree.closed(id, storage) == nil { await Task.yield() }
        let isFinished = calls.value < lastCall

        let second = try await SampleTree.start(storage, clock)
        if !isFinished { try await clock.drive { try await SampleTree.closed(id, storage) != nil } }
        try await SampleTree.expectFinished(id, storage, "death at call \(lastCall)")
        await first.shutdown()
        await second.shutdown()
        return isFinished
    }

    @Test(arguments: Failure.allCases, 1...4)
    func anExecutorOfWhoseCallsAFourthFailsFinishesItsWork(failure: Failure, seed: UInt64) async throws {
        let clock = ManualClock()
        let storage = InMemoryTaskExecutionsStorage()
        let id = try await SampleTree.enqueue(storage, clock)
        let calls = Counter()
        let flaky = FaultInjectingTaskExecutionsStorage(storage) { _ in
            let number = (UInt64(calls.add()) + 1_000 * seed) &* 0x9E37_79B9_7F4A_7C15
            return number >> 62 == 0 ? [failure.fault] : []
        }
        let executor = try await SampleTree.start(flaky, clock)
        try await clock.drive { try await SampleTree.closed(id, storage) != nil }
        try await SampleTree.expectFinished(id, storage, "seed \(seed)")
        await executor.shutdown()
    }
}
