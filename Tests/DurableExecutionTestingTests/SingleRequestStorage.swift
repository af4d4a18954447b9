import DurableExecution

/// The in-memory storage, one request at a time.
struct SingleRequestStorage: SingleRequestTaskExecutionsStorage {
    let base: InMemoryTaskExecutionsStorage

    func insert(_ executions: [TaskExecution]) async throws {
        try await base.insert(executions)
    }

    func get(_ lookup: TaskExecutionLookup) async throws -> TaskExecution? {
        await base.get([lookup])[0]
    }

    func get(sleepingTaskUniqueID: String) async throws -> TaskExecution? {
        await base.get(sleepingTaskUniqueIDs: [sleepingTaskUniqueID])[0]
    }

    func update(_ request: TaskExecutionUpdateRequest) async throws -> Bool {
        try await base.update([request])[0]
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

    func children(ofExecution parentExecutionID: String) async throws -> [TaskExecution] {
        await base.children(ofExecutions: [parentExecutionID])[0]
    }

    func updateChildren(_ request: ChildTaskExecutionsUpdateRequest) async throws {
        await base.updateChildren([request])
    }

    func delete(executionID: String) async throws {
        await base.delete(executionID: executionID)
    }

    func deleteAll() async throws {
        await base.deleteAll()
    }
}
