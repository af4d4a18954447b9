public import DurableExecution
import Synchronization

/// A storage that fails or delays the calls that a test chooses, to see what others make of it.
///
/// ```swift
/// let storage = FaultInjectingTaskExecutionsStorage(InMemoryTaskExecutionsStorage()) { call in
///     call.operation == .update && call.index < 2 ? [.errorAfter(ConnectionLost())] : []
/// }
/// ```
///
/// The faults of a call that come before the operation run in their order, then the operation, then those that come
/// after. An operation that throws by itself throws its own error, and no fault after it runs.
public final class FaultInjectingTaskExecutionsStorage<Base: TaskExecutionsStorage>: TaskExecutionsStorage {
    /// The storage that is called.
    public let base: Base
    let refusal: @Sendable (TaskExecutionUpdateRequest) -> String?
    let faults: @Sendable (TaskExecutionsStorageCall) -> [StorageFault]
    let callCounts: StorageCallCounts

    /// - Parameters:
    ///   - base: The storage that is called.
    ///   - faults: What happens to a call; asked once for each call, when it begins.
    public convenience init(
        _ base: Base, faults: @escaping @Sendable (TaskExecutionsStorageCall) -> [StorageFault]
    ) {
        self.init(base, callCounts: StorageCallCounts(), refusal: { _ in nil }, faults: faults)
    }

    init(
        _ base: Base, callCounts: StorageCallCounts,
        refusal: @escaping @Sendable (TaskExecutionUpdateRequest) -> String?,
        faults: @escaping @Sendable (TaskExecutionsStorageCall) -> [StorageFault]
    ) {
        self.base = base
        self.callCounts = callCounts
        self.refusal = refusal
        self.faults = faults
    }

    /// A storage that refuses some updates for good, as a trigger or a constraint of a database does.
    ///
    /// ```swift
    /// let storage = FaultInjectingTaskExecutionsStorage(
    ///     InMemoryTaskExecutionsStorage(), refusing: { $0.update.output == "13" ? "no thirteens" : nil }
    /// )
    /// ```
    ///
    /// - Parameters:
    ///   - base: The storage that is called.
    ///   - refusal: Why an update is refused; `nil` if it is not. A call with a refused update does nothing and throws
    ///     `TaskExecutionRefusedError`, if its execution is there and meets the requirements.
    ///   - faults: What else happens to a call.
    public convenience init(
        _ base: Base, refusing refusal: @escaping @Sendable (TaskExecutionUpdateRequest) -> String?,
        faults: @escaping @Sendable (TaskExecutionsStorageCall) -> [StorageFault] = { _ in [] }
    ) {
        self.init(base, callCounts: StorageCallCounts(), refusal: refusal, faults: faults)
    }

    /// - Parameters:
    ///   - base: The storage that is called.
    ///   - script: For each operation, what happens to its first call, to its second and so on. Calls beyond
    ///     the script, those of operations without one, and those whose entry is `nil` are not disturbed.
    public convenience init(_ base: Base, script: [TaskExecutionsStorageOperation: [StorageFault?]]) {
        self.init(base) { call in
            guard let faults = script[call.operation], call.index < faults.count, let fault = faults[call.index] else {
                return []
            }
            return [fault]
        }
    }

    /// How many calls of the operation have begun.
    public func callCount(of operation: TaskExecutionsStorageOperation) -> Int {
        callCounts.counts.withLock { $0[operation, default: 0] }
    }

    func perform<Result: Sendable>(
        _ operation: TaskExecutionsStorageOperation,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let index = callCounts.counts.withLock { counts in
            defer { counts[operation, default: 0] += 1 }
            return counts[operation, default: 0]
        }
        let faults = faults(TaskExecutionsStorageCall(operation, index: index))
        for fault in faults where fault.moment == .before {
            try await fault.action()
        }
        let result = try await body()
        for fault in faults where fault.moment == .after {
            try await fault.action()
        }
        return result
    }

    public func insert(_ executions: [TaskExecution]) async throws {
        try await perform(.insert) { try await base.insert(executions) }
    }

    public func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        try await perform(.get) { try await base.get(lookups) }
    }

    public func get(sleepingTaskUniqueIDs: [String]) async throws -> [TaskExecution?] {
        try await perform(.getBySleepingTaskUniqueIDs) {
            try await base.get(sleepingTaskUniqueIDs: sleepingTaskUniqueIDs)
        }
    }

    @discardableResult
    public func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        try await perform(.update) {
            let refused = requests.filter { refusal($0) != nil }
            let rows = try await base.get(
                refused.map { TaskExecutionLookup(executionID: $0.executionID, requirements: $0.requirements) }
            )
            for (request, row) in zip(refused, rows) where row != nil {
                throw TaskExecutionRefusedError(refusal(request) ?? "")
            }
            return try await base.update(requests)
        }
    }

    public func updateAndReturn(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        try await perform(.updateAndReturn) {
            try await base.updateAndReturn(selector, limit: limit, update: update)
        }
    }

    public func updateAndCount(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int {
        try await perform(.updateAndCount) { try await base.updateAndCount(selector, limit: limit, update: update) }
    }

    public func updateAndDecrementParents(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int {
        try await perform(.updateAndDecrementParents) {
            try await base.updateAndDecrementParents(selector, limit: limit, update: update)
        }
    }

    public func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]] {
        try await perform(.children) { try await base.children(ofExecutions: parentExecutionIDs) }
    }

    public func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        try await perform(.updateChildren) { try await base.updateChildren(requests) }
    }

    public func delete(executionID: String) async throws {
        try await perform(.delete) { try await base.delete(executionID: executionID) }
    }

    public func deleteAll() async throws {
        try await perform(.deleteAll) { try await base.deleteAll() }
    }
}

/// How many calls of each operation have begun; shared with the views of a storage that answer queries and delete.
final class StorageCallCounts: Sendable {
    let counts = Mutex<[TaskExecutionsStorageOperation: Int]>([:])
}
