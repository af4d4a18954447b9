import DurableExecution

/// Does what its base does, but for the operations that a conforming type writes itself.
protocol ForwardingStorage: TaskExecutionsStorage {
    var base: InMemoryTaskExecutionsStorage { get }
}

extension ForwardingStorage {
    func insert(_ executions: [TaskExecution]) async throws {
        try await base.insert(executions)
    }

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        await base.get(lookups)
    }

    func get(sleepingTaskUniqueIds: [String]) async throws -> [TaskExecution?] {
        await base.get(sleepingTaskUniqueIds: sleepingTaskUniqueIds)
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

    func children(ofExecutions parentExecutionIds: [String]) async throws -> [[TaskExecution]] {
        await base.children(ofExecutions: parentExecutionIds)
    }

    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        await base.updateChildren(requests)
    }

    func delete(executionId: String) async throws {
        await base.delete(executionId: executionId)
    }

    func deleteAll() async throws {
        await base.deleteAll()
    }
}
