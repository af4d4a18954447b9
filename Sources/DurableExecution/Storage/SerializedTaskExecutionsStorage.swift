/// Runs the operations of a storage one at a time, in the order in which they were called, so that operations which are
/// not atomic by themselves are so for every caller that goes through this value (reference:
/// `TaskExecutionsStorageWithMutex`).
///
/// It protects from other callers in the same process only, and it can't undo an operation that fails half-way. Callers
/// that wait hold no thread. An operation whose task is cancelled while it waits still reaches the base in its turn.
public struct SerializedTaskExecutionsStorage<Base: TaskExecutionsStorage>: TaskExecutionsStorage {
    /// The storage that is called.
    public let base: Base
    let lock: FIFOLock

    /// Creates a storage that calls another one, one call at a time.
    public init(_ base: Base) {
        self.init(base, FIFOLock())
    }

    init(_ base: Base, _ lock: FIFOLock) {
        self.base = base
        self.lock = lock
    }

    public func insert(_ executions: [TaskExecution]) async throws {
        try await lock.withLock { try await base.insert(executions) }
    }

    public func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        try await lock.withLock { try await base.get(lookups) }
    }

    public func get(sleepingTaskUniqueIDs: [String]) async throws -> [TaskExecution?] {
        try await lock.withLock { try await base.get(sleepingTaskUniqueIDs: sleepingTaskUniqueIDs) }
    }

    @discardableResult
    public func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        try await lock.withLock { try await base.update(requests) }
    }

    public func updateAndReturn(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        try await lock.withLock { try await base.updateAndReturn(selector, limit: limit, update: update) }
    }

    public func updateAndCount(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int {
        try await lock.withLock { try await base.updateAndCount(selector, limit: limit, update: update) }
    }

    public func updateAndDecrementParents(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int {
        try await lock.withLock { try await base.updateAndDecrementParents(selector, limit: limit, update: update) }
    }

    public func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]] {
        try await lock.withLock { try await base.children(ofExecutions: parentExecutionIDs) }
    }

    public func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        try await lock.withLock { try await base.updateChildren(requests) }
    }

    public func delete(executionID: String) async throws {
        try await lock.withLock { try await base.delete(executionID: executionID) }
    }

    public func deleteAll() async throws {
        try await lock.withLock { try await base.deleteAll() }
    }
}
