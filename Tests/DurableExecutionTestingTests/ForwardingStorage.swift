import DurableExecution

/// Does what its base does, but for the operations that a conforming type writes itself.
protocol ForwardingStorage: TaskExecutionsStorage {
    var base: InMemoryTaskExecutionsStorage { get }
}

extension ForwardingStorage {
    func verify() { base.verify() }
    var queryable: (any QueryableTaskExecutionsStorage)? { base.queryable }
    var prunable: (any PrunableTaskExecutionsStorage)? { base.prunable }
    func shrink() async throws -> Bool { await base.shrink() }
    func changesByOthers() -> AsyncStream<Void> { base.changesByOthers() }

    func insert(_ executions: [TaskExecution]) async throws {
        try await base.insert(executions)
    }

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        await base.get(lookups)
    }

    func get(sleepingTaskUniqueIDs: [String]) async throws -> [TaskExecution?] {
        await base.get(sleepingTaskUniqueIDs: sleepingTaskUniqueIDs)
    }

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        try await base.update(requests)
    }

    func updateAndReturn(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        await base.updateAndReturn(selector, limit: limit, update: update)
    }

    func updateAndCount(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int {
        await base.updateAndCount(selector, limit: limit, update: update)
    }

    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int {
        await base.updateAndDecrementParents(selector, limit: limit, update: update)
    }

    func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]] {
        await base.children(ofExecutions: parentExecutionIDs)
    }

    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        await base.updateChildren(requests)
    }

    func delete(executionID: String) async throws {
        await base.delete(executionID: executionID)
    }

    func deleteAll() async throws {
        await base.deleteAll()
    }
}
