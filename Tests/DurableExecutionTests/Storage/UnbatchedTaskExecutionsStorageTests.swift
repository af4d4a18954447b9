import DurableExecution
import Synchronization
import Testing

@Suite struct UnbatchedTaskExecutionsStorageTests {
    @Test(arguments: [1, 4])
    func noMoreRequestsAreUnderWayThanAllowed(maxConcurrency: Int) async throws {
        let base = CountingStorage()
        let storage = UnbatchedTaskExecutionsStorage(base, maxConcurrency: maxConcurrency)
        _ = try await storage.children(ofExecutions: (0..<100).map { "e\($0)" })
        #expect(base.largestConcurrency <= maxConcurrency)
        #expect(base.callCount == 100)
    }

    @Test func requestsThatTouchTheSameExecutionAreCarriedOutInTheirOrder() async throws {
        let base = CountingStorage()
        let storage = UnbatchedTaskExecutionsStorage(base, maxConcurrency: 8)
        let requests = (0..<20).map { _ in
            TaskExecutionUpdateRequest(executionID: "same", update: TaskExecutionUpdate(updatedAt: 0))
        }
        try await storage.update(requests)
        #expect(base.largestConcurrency == 1)
    }

    @Test func emptyListsAndLimitsOfZeroNeverReachTheBase() async throws {
        let base = CountingStorage()
        let storage = UnbatchedTaskExecutionsStorage(base)
        let update = TaskExecutionUpdate(updatedAt: 0)
        try await storage.insert([])
        #expect(try await storage.get([]).isEmpty)
        #expect(try await storage.get(sleepingTaskUniqueIDs: []).isEmpty)
        #expect(try await storage.update([]).isEmpty)
        #expect(try await storage.updateAndReturn(.closing(.idle), limit: 0, update: update).executions.isEmpty)
        #expect(try await storage.updateAndCount(.closing(.idle), limit: -1, update: update) == 0)
        #expect(try await storage.updateAndDecrementParents(.closing(.idle), limit: .min, update: update) == 0)
        #expect(try await storage.children(ofExecutions: []).isEmpty)
        try await storage.updateChildren([])
        #expect(base.callCount == 0)
    }

    @Test func aConcurrencyBelowOneCountsAsOne() {
        #expect(UnbatchedTaskExecutionsStorage(CountingStorage(), maxConcurrency: -3).maxConcurrency == 1)
    }
}

/// Holds nothing and counts its calls.
private final class CountingStorage: SingleRequestTaskExecutionsStorage {
    private struct Counts {
        var running = 0
        var largest = 0
        var calls = 0
    }

    private let counts = Mutex(Counts())

    var largestConcurrency: Int { counts.withLock { $0.largest } }
    var callCount: Int { counts.withLock { $0.calls } }

    private func count<Result>(_ result: Result) async -> Result {
        counts.withLock { counts in
            counts.calls += 1
            counts.running += 1
            counts.largest = max(counts.largest, counts.running)
        }
        for _ in 0..<5 { await Task.yield() }
        counts.withLock { $0.running -= 1 }
        return result
    }

    func insert(_ executions: [TaskExecution]) async { await count(()) }
    func get(_ lookup: TaskExecutionLookup) async -> TaskExecution? { await count(nil) }
    func get(sleepingTaskUniqueID: String) async -> TaskExecution? { await count(nil) }
    func update(_ request: TaskExecutionUpdateRequest) async -> Bool { await count(true) }
    func children(ofExecution parentExecutionID: String) async -> [TaskExecution] { await count([]) }
    func updateChildren(_ request: ChildTaskExecutionsUpdateRequest) async { await count(()) }
    func delete(executionID: String) async { await count(()) }
    func deleteAll() async { await count(()) }

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async -> SelectedTaskExecutions {
        await count(SelectedTaskExecutions())
    }

    func updateAndCount(_ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate) async -> Int {
        await count(0)
    }

    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async -> Int {
        await count(0)
    }
}
