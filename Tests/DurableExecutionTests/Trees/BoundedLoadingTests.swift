import DurableExecutionTesting
import Synchronization
import Testing

@testable import DurableExecution

/// Families of children that take longer to load than a lease lasts.
@Suite struct BoundedLoadingTests {
    @Test func aFamilyThatTakesLongerToLoadThanALeaseIsLoadedOnceAndItsParentGoesOn() async throws {
        let clock = ManualClock()
        let storage = SlowChildrenStorage(clock: clock)
        var configuration = DurableExecutor.Configuration()
        configuration.leaseDuration = .seconds(1)
        configuration.pollInterval = .seconds(3_600)
        let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: clock)
        let finalized = Counter()
        let page = try executor.register(
            DurableTask("page") { (_: Int, _) in String(repeating: "x", count: 300_000) })
        let book: DurableTask<Int, Int> = .parent("book") { (pages: Int, _) in
            FanOut(children: (0..<pages).map { page.child($0) })
        } finalize: { (result, _) in
            finalized.add()
            return try result.outputs(of: page).count
        }
        try executor.register(book)
        let list: DurableTask<Int, ParentResult<NoValue>> = .parent("list") { (pages: Int, _) in
            FanOut(children: (0..<pages).map { page.child($0) })
        }
        try executor.register(list)
        try await executor.start()
        // The first family teaches how large the children are.
        #expect(try await executor.enqueue(book, 20).result() == 20)
        storage.msPerRead = 450
        let handle = try await executor.enqueue(book, 200)
        #expect(try await handle.result() == 200)
        #expect(finalized.value == 2)
        #expect(storage.maxRows <= 20)
        // 60 MB are more than may be put together, which is known before all are loaded.
        let before = storage.rowsRead
        let end = try await executor.enqueue(list, 200).wait()
        #expect(end.error?.message.contains("maxCollectedBytes") == true)
        #expect(storage.rowsRead - before < 100)
        await executor.shutdown()
    }

    @Test func roomForChildrenIsGivenBackAndTheNextReadFollowsTheLargest() {
        let memory = ChildMemory()
        #expect(memory.hasRoom)
        memory.hold(100_000_000)
        #expect(!memory.hasRoom)
        #expect(memory.release(100_000_000))
        #expect(memory.hasRoom)
        let rows = memory.rowsPerRead
        var child = TaskExecution(taskID: "a", executionID: "a", timeoutMs: 1, input: "1", now: 0)
        child.output = String(repeating: "x", count: 1_000_000)
        memory.loaded([child])
        #expect(memory.rowsPerRead < rows)
        memory.tookOn(100, wentOn: 10)
        #expect(memory.parents == 10)
        memory.tookOn(10, wentOn: 10)
        #expect(memory.parents == 20)
    }
}

/// A storage that needs time for each read of several executions.
private final class SlowChildrenStorage: TaskExecutionsStorage {
    private let base = InMemoryTaskExecutionsStorage()
    private let clock: ManualClock
    private let state = Mutex((msPerRead: Int64(0), maxRows: 0, rowsRead: 0))

    init(clock: ManualClock) { self.clock = clock }

    var msPerRead: Int64 {
        get { state.withLock { $0.msPerRead } }
        set { state.withLock { $0 = (newValue, 0, 0) } }
    }

    var maxRows: Int { state.withLock { $0.maxRows } }
    var rowsRead: Int { state.withLock { $0.rowsRead } }

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        if lookups.count > 1 { read(lookups.count) }
        return await base.get(lookups)
    }

    func children(ofExecutions ids: [String]) async throws -> [[TaskExecution]] {
        let children = await base.children(ofExecutions: ids)
        read(children.reduce(0) { $0 + $1.count })
        return children
    }

    private func read(_ rows: Int) {
        let ms = state.withLock { state in
            state.maxRows = max(state.maxRows, rows)
            state.rowsRead += rows
            return state.msPerRead
        }
        if ms > 0 { clock.jump(to: clock.now + ms) }
    }

    var queryable: (any QueryableTaskExecutionsStorage)? { nil }
    var prunable: (any PrunableTaskExecutionsStorage)? { nil }
    func verify() async throws {}
    func shrink() async throws -> Bool { false }
    func changesByOthers() -> AsyncStream<Void> { base.changesByOthers() }

    func insert(_ executions: [TaskExecution]) async throws { try await base.insert(executions) }

    func get(sleepingTaskUniqueIDs ids: [String]) async throws -> [TaskExecution?] {
        await base.get(sleepingTaskUniqueIDs: ids)
    }

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] { try await base.update(requests) }

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        await base.updateAndReturn(selector, limit: limit, update: update)
    }

    func updateAndCount(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        await base.updateAndCount(selector, limit: limit, update: update)
    }

    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        await base.updateAndDecrementParents(selector, limit: limit, update: update)
    }

    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        await base.updateChildren(requests)
    }

    func delete(executionID: String) async throws { await base.delete(executionID: executionID) }
    func deleteAll() async throws { await base.deleteAll() }
}
