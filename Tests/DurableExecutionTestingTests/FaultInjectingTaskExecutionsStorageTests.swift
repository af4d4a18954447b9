import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct FaultInjectingTaskExecutionsStorageTests {
    private struct ConnectionLost: Error {}

    private let base = InMemoryTaskExecutionsStorage(testMode: true)
    private let execution = TaskExecution(taskID: "t", executionID: "e", timeoutMs: 1, input: "", now: 0)
    private let lookup = [TaskExecutionLookup(executionID: "e")]

    @Test func anErrorBeforeAnOperationKeepsItFromBeingCarriedOut() async {
        let storage = FaultInjectingTaskExecutionsStorage(base) { _ in [.errorBefore(ConnectionLost())] }
        await #expect(throws: ConnectionLost.self) { try await storage.insert([execution]) }
        #expect(await base.get(lookup) == [nil])
    }

    @Test func anErrorAfterAnOperationLeavesItCarriedOut() async {
        let storage = FaultInjectingTaskExecutionsStorage(base) { _ in [.errorAfter(ConnectionLost())] }
        await #expect(throws: ConnectionLost.self) { try await storage.insert([execution]) }
        #expect(await base.get(lookup) == [execution])
    }

    @Test func aScriptSaysWhichCallOfWhichOperationFails() async throws {
        let storage = FaultInjectingTaskExecutionsStorage(base, script: [.get: [nil, .errorBefore(ConnectionLost())]])
        try await storage.insert([execution])
        #expect(try await storage.get(lookup) == [execution])
        await #expect(throws: ConnectionLost.self) { try await storage.get(lookup) }
        #expect(try await storage.get(lookup) == [execution])
        #expect(storage.callCount(of: .get) == 3)
        #expect(storage.callCount(of: .insert) == 1)
        #expect(storage.callCount(of: .update) == 0)
    }

    @Test func anActionBeforeAnOperationCanHoldIt() async throws {
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let storage = FaultInjectingTaskExecutionsStorage(base) { _ in
            [
                .before {
                    arrival.yield()
                    for await _ in gate { break }
                }
            ]
        }
        async let insertion: Void = storage.insert([execution])
        for await _ in arrivals { break }
        #expect(await base.get(lookup) == [nil])
        opener.yield()
        try await insertion
        #expect(await base.get(lookup) == [execution])
    }

    @Test func theErrorOfTheOperationItselfComesBeforeAnyFaultAfterIt() async throws {
        try await base.insert([execution])
        let storage = FaultInjectingTaskExecutionsStorage(base) { _ in [.errorAfter(ConnectionLost())] }
        await #expect(throws: TaskExecutionExistsError.self) { try await storage.insert([execution]) }
    }

    @Test func aDelayedOperationIsCarriedOut() async throws {
        let storage = FaultInjectingTaskExecutionsStorage(base) { _ in [.delayBefore(.zero), .delayAfter(.zero)] }
        try await storage.insert([execution])
        #expect(await base.get(lookup) == [execution])
    }

    @Test func everyOperationCanFail() async {
        let storage = FaultInjectingTaskExecutionsStorage(base) { _ in [.errorBefore(ConnectionLost())] }
        let update = TaskExecutionUpdate(updatedAt: 0)
        await #expect(throws: ConnectionLost.self) { try await storage.verify() }
        await #expect(throws: ConnectionLost.self) { try await storage.get(sleepingTaskUniqueIDs: []) }
        await #expect(throws: ConnectionLost.self) { try await storage.update([]) }
        await #expect(throws: ConnectionLost.self) {
            try await storage.updateAndReturn(.closing(.idle), limit: 1, update: update)
        }
        await #expect(throws: ConnectionLost.self) {
            try await storage.updateAndCount(.closing(.idle), limit: 1, update: update)
        }
        await #expect(throws: ConnectionLost.self) {
            try await storage.updateAndDecrementParents(.closing(.idle), limit: 1, update: update)
        }
        await #expect(throws: ConnectionLost.self) { try await storage.children(ofExecutions: []) }
        await #expect(throws: ConnectionLost.self) { try await storage.updateChildren([]) }
        await #expect(throws: ConnectionLost.self) { try await storage.delete(executionID: "e") }
        await #expect(throws: ConnectionLost.self) { try await storage.deleteAll() }
        await #expect(throws: ConnectionLost.self) { try await storage.list(TaskExecutionQuery()) }
        await #expect(throws: ConnectionLost.self) { try await storage.counts(TaskExecutionFilter()) }
        await #expect(throws: ConnectionLost.self) { try await storage.tree(ofExecution: "e", from: .root) }
        await #expect(throws: ConnectionLost.self) { try await storage.statistics(now: 0) }
        await #expect(throws: ConnectionLost.self) {
            try await storage.deleteFinished(FinishedTaskExecutionsBatch(finishedBefore: [:]))
        }
        // The storage in memory has nothing to give back.
        let others: Set<TaskExecutionsStorageOperation> = [.insert, .get, .shrink]
        for operation in TaskExecutionsStorageOperation.allCases where !others.contains(operation) {
            #expect(storage.callCount(of: operation) == 1)
        }
    }
}
