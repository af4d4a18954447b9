import DurableExecution

struct IgnoresLimit: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        await base.updateAndReturn(selector, limit: limit > 0 ? .max : 0, update: update)
    }
}

struct TreatsNegativeLimitAsNone: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateAndCount(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        await base.updateAndCount(selector, limit: limit < 0 ? .max : limit, update: update)
    }
}

struct ReturnsSelectedRowsInReverse: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        let selected = await base.updateAndReturn(selector, limit: limit, update: update)
        return SelectedTaskExecutions(executions: selected.executions.reversed())
    }
}

struct ReturnsRowsAsTheyWereBefore: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        let selected = await base.selected(selector, limit: limit)
        _ = try await base.update(
            selected.map { TaskExecutionUpdateRequest(executionID: $0.executionID, update: update) }
        )
        return SelectedTaskExecutions(executions: selected)
    }
}

/// As with a partial index on the status that is nearly always asked for.
struct SelectsOnlyUsualStatuses: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        if case .closing(let status) = selector, status != .ready { return SelectedTaskExecutions() }
        return await base.updateAndReturn(selector, limit: limit, update: update)
    }
}

struct SelectsAtTimeLimit: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateAndCount(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        var selector = selector
        if case .closingExpired(let time) = selector, time < .max { selector = .closingExpired(lessThan: time + 1) }
        return await base.updateAndCount(selector, limit: limit, update: update)
    }
}

struct DecrementsEachParentByOne: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        let selected = await base.updateAndReturn(selector, limit: limit, update: update).executions
        for id in Set(selected.compactMap(\.parent?.executionID)) {
            guard let parent = await base.get([TaskExecutionLookup(executionID: id)])[0] else { continue }
            var decrement = TaskExecutionUpdate(updatedAt: update.updatedAt)
            decrement.activeChildrenCount = max(0, parent.activeChildrenCount - 1)
            _ = try await base.update([TaskExecutionUpdateRequest(executionID: id, update: decrement)])
        }
        return selected.count
    }
}

struct DecrementsBelowZero: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        let selected = await base.updateAndReturn(selector, limit: limit, update: update).executions
        for id in selected.compactMap(\.parent?.executionID) {
            guard let parent = await base.get([TaskExecutionLookup(executionID: id)])[0] else { continue }
            var decrement = TaskExecutionUpdate(updatedAt: update.updatedAt)
            decrement.activeChildrenCount = parent.activeChildrenCount - 1
            _ = try await base.update([TaskExecutionUpdateRequest(executionID: id, update: decrement)])
        }
        return selected.count
    }
}
