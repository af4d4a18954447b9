import DurableExecution

/// Reads first and writes afterwards what it has read, letting others in between: right alone, wrong with others.
struct InterleavingStorage: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func insert(_ executions: [TaskExecution]) async throws {
        let taken = await base.get(executions.map { TaskExecutionLookup(executionID: $0.executionID) })
        await Task.yield()
        if let execution = taken.compactMap({ $0 }).first {
            throw TaskExecutionExistsError(.executionID(execution.executionID))
        }
        try await base.insert(executions)
    }

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        // With children the outcome is not known beforehand.
        guard requests.allSatisfy(\.children.isEmpty), Set(requests.map(\.executionID)).count == requests.count else {
            return try await base.update(requests)
        }
        let found = await base.get(
            requests.map { TaskExecutionLookup(executionID: $0.executionID, requirements: $0.requirements) })
        await Task.yield()
        _ = try await base.update(
            zip(requests, found).filter { $1 != nil }.map { request, _ in
                TaskExecutionUpdateRequest(executionID: request.executionID, update: request.update)
            }
        )
        return found.map { $0 != nil }
    }

    func updateAndReturn(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        let selected = await base.selected(selector, limit: limit)
        await Task.yield()
        let ids = selected.map(\.executionID)
        _ = try await base.update(ids.map { TaskExecutionUpdateRequest(executionID: $0, update: update) })
        let updated = await base.get(ids.map { TaskExecutionLookup(executionID: $0) })
        return SelectedTaskExecutions(executions: updated.compactMap { $0 })
    }
}

extension InMemoryTaskExecutionsStorage {
    /// What a selector finds; only `updatedAt` is lost, until the update that has to follow.
    func selected(_ selector: TaskExecutionSelector, limit: Int) -> [TaskExecution] {
        updateAndReturn(selector, limit: limit, update: TaskExecutionUpdate(updatedAt: .min)).executions
    }
}
