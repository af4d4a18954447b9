import DurableExecution
import Synchronization

/// Counts the calls to a storage, lets some of them fail, and makes rows unreadable.
final class ProbedStorage: TaskExecutionsStorage {
    enum Operation: Hashable {
        case insert, get, update, updateAndReturn, updateAndCount, updateAndDecrementParents, other
    }

    struct Failure: Error {}

    private struct Watcher {
        let operation: Operation
        let count: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var calls: [Operation: Int] = [:]
        var failures: [Operation: Int] = [:]
        var unreadable: Set<String> = []
        var hidden: Set<String> = []
        var refused: String?
        var watchers: [Watcher] = []
        var updates: [[TaskExecutionUpdateRequest]] = []
        var updateGate: (reached: Counter, gate: Gate)?
    }

    let base: any TaskExecutionsStorage
    /// How often a call was refused as ``refuse(_:)`` says.
    let refusals = Counter()
    private let state = Mutex(State())

    init(_ base: any TaskExecutionsStorage = InMemoryTaskExecutionsStorage()) {
        self.base = base
    }

    func calls(_ operation: Operation) -> Int {
        state.withLock { $0.calls[operation, default: 0] }
    }

    /// The requests of each call of `update` that came through.
    var updates: [[TaskExecutionUpdateRequest]] { state.withLock { $0.updates } }

    func failNext(_ operation: Operation, times: Int) {
        state.withLock { $0.failures[operation] = times }
    }

    func makeUnreadable(_ executionID: String) {
        _ = state.withLock { $0.unreadable.insert(executionID) }
    }

    /// Lets calls of `update` wait for the gate; the counter says how many do.
    func holdUpdates() -> (reached: Counter, gate: Gate) {
        let hold = (reached: Counter(), gate: Gate())
        state.withLock { $0.updateGate = hold }
        return hold
    }

    /// Makes each `update` throw that has a request for this execution, or none any more.
    func refuse(_ executionID: String?) {
        state.withLock { $0.refused = executionID }
    }

    /// Makes `get` not find a row any more.
    func hide(_ executionID: String) {
        _ = state.withLock { $0.hidden.insert(executionID) }
    }

    /// Returns once the operation was called this often.
    func called(_ operation: Operation, times count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.calls[operation, default: 0] >= count { return true }
                state.watchers.append(Watcher(operation: operation, count: count, continuation: continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }

    func stored(_ executionID: String) async throws -> TaskExecution {
        let row = try await base.get([TaskExecutionLookup(executionID: executionID)]).first ?? nil
        guard let row else { throw Failure() }
        return row
    }

    private func begin(_ operation: Operation) throws {
        let fails = state.withLock { state in
            guard let left = state.failures[operation], left > 0 else { return false }
            state.failures[operation] = left - 1
            return true
        }
        if fails {
            end(operation)
            throw Failure()
        }
    }

    private func end(_ operation: Operation) {
        let reached = state.withLock { state in
            let count = state.calls[operation, default: 0] + 1
            state.calls[operation] = count
            let reached = state.watchers.filter { $0.operation == operation && $0.count <= count }
            state.watchers.removeAll { $0.operation == operation && $0.count <= count }
            return reached
        }
        for watcher in reached { watcher.continuation.resume() }
    }

    func verify() async throws { try await base.verify() }
    var queryable: (any QueryableTaskExecutionsStorage)? { base.queryable }
    var prunable: (any PrunableTaskExecutionsStorage)? { base.prunable }
    func shrink() async throws -> Bool { try await base.shrink() }
    func changesByOthers() -> AsyncStream<Void> { base.changesByOthers() }

    func insert(_ executions: [TaskExecution]) async throws {
        try begin(.insert)
        defer { end(.insert) }
        try await base.insert(executions)
    }

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        try begin(.get)
        defer { end(.get) }
        let unreadable = state.withLock { $0.unreadable }
        if let id = lookups.map(\.executionID).first(where: unreadable.contains) { throw decodingError(id) }
        let hidden = state.withLock { $0.hidden }
        let rows = try await base.get(lookups)
        return zip(lookups, rows).map { lookup, row in hidden.contains(lookup.executionID) ? nil : row }
    }

    func get(sleepingTaskUniqueIDs: [String]) async throws -> [TaskExecution?] {
        try await base.get(sleepingTaskUniqueIDs: sleepingTaskUniqueIDs)
    }

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        try begin(.update)
        defer { end(.update) }
        let refused = state.withLock { $0.refused }
        if requests.contains(where: { $0.executionID == refused }) {
            refusals.add()
            throw Failure()
        }
        let hold = state.withLock { state in
            state.updates.append(requests)
            return state.updateGate
        }
        hold?.reached.add()
        await hold?.gate.wait()
        return try await base.update(requests)
    }

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        try begin(.updateAndReturn)
        defer { end(.updateAndReturn) }
        var selected = try await base.updateAndReturn(selector, limit: limit, update: update)
        let unreadable = state.withLock { $0.unreadable }
        selected.undecodable += selected.executions.filter { unreadable.contains($0.executionID) }
            .map { decodingError($0.executionID, parent: $0.parent) }
        selected.executions.removeAll { unreadable.contains($0.executionID) }
        return selected
    }

    func updateAndCount(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        try begin(.updateAndCount)
        defer { end(.updateAndCount) }
        return try await base.updateAndCount(selector, limit: limit, update: update)
    }

    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        try begin(.updateAndDecrementParents)
        defer { end(.updateAndDecrementParents) }
        return try await base.updateAndDecrementParents(selector, limit: limit, update: update)
    }

    func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]] {
        try begin(.other)
        defer { end(.other) }
        let children = try await base.children(ofExecutions: parentExecutionIDs)
        let unreadable = state.withLock { $0.unreadable }
        if let id = children.joined().map(\.executionID).first(where: unreadable.contains) { throw decodingError(id) }
        return children
    }

    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        try await base.updateChildren(requests)
    }

    func delete(executionID: String) async throws { try await base.delete(executionID: executionID) }
    func deleteAll() async throws { try await base.deleteAll() }
}

private func decodingError(
    _ executionID: String, parent: ParentTaskExecutionReference? = nil
) -> TaskExecutionDecodingError {
    TaskExecutionDecodingError(
        executionID: executionID, parent: parent, column: "retry_options", expected: "retry options", value: "{"
    )
}
