import DurableExecution

/// Executions in an array, for the tests of the executor.
actor SupportInMemoryStorage: TaskExecutionsStorage {
    private var rows: [TaskExecution] = []
    private var positions: [String: Int] = [:]

    func insert(_ executions: [TaskExecution]) throws {
        for execution in executions where positions[execution.executionId] != nil {
            throw TaskExecutionExistsError(.executionId(execution.executionId))
        }
        for execution in executions {
            positions[execution.executionId] = rows.count
            rows.append(execution)
        }
    }

    func get(_ lookups: [TaskExecutionLookup]) -> [TaskExecution?] {
        lookups.map { lookup in
            position(of: lookup.executionId, lookup.filters).map { rows[$0] }
        }
    }

    func get(sleepingTaskUniqueIds: [String]) -> [TaskExecution?] {
        sleepingTaskUniqueIds.map { id in rows.first { $0.sleepingTaskUniqueId == id } }
    }

    func update(_ requests: [TaskExecutionUpdateRequest]) throws -> [Bool] {
        try requests.map { request in
            guard let position = position(of: request.executionId, request.filters) else { return false }
            rows[position].apply(request.update)
            try insert(request.children)
            return true
        }
    }

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) -> SelectedTaskExecutions {
        SelectedTaskExecutions(executions: select(selector, limit, update))
    }

    func updateAndCount(_ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate) -> Int {
        select(selector, limit, update).count
    }

    func updateAndDecrementParents(_ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate) -> Int {
        let changed = select(selector, limit, update)
        for case let parent? in changed.map(\.parent) {
            guard let position = positions[parent.executionId] else { continue }
            rows[position].activeChildrenCount = max(0, rows[position].activeChildrenCount - 1)
            rows[position].updatedAt = update.updatedAt
        }
        return changed.count
    }

    func children(ofExecutions parentExecutionIds: [String]) -> [[TaskExecution]] {
        parentExecutionIds.map { id in rows.filter { $0.parent?.executionId == id } }
    }

    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) {
        for request in requests {
            for index in rows.indices where rows[index].parent?.executionId == request.parentExecutionId {
                if rows[index].isFinished == request.isFinished { rows[index].apply(request.update) }
            }
        }
    }

    func delete(executionId: String) {}
    func deleteAll() {}

    private func position(of executionId: String, _ filters: TaskExecutionFilters) -> Int? {
        guard let position = positions[executionId], filters.match(rows[position]) else { return nil }
        return position
    }

    private func select(
        _ selector: TaskExecutionSelector, _ limit: Int, _ update: TaskExecutionUpdate
    ) -> [TaskExecution] {
        let found = rows.indices.filter { selector.match(rows[$0]) }
            .sorted { (selector.order(of: rows[$0]), $0) < (selector.order(of: rows[$1]), $1) }
            .prefix(limit)
        for index in found { rows[index].apply(update) }
        return found.map { rows[$0] }
    }
}
