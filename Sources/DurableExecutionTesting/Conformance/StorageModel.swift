package import DurableExecution

/// What a storage has to do, written as plainly as possible: rows in the order of their insertion, read from end to
/// end.
package struct StorageModel: Sendable {
    package private(set) var rows: [TaskExecution] = []

    package init() {}

    /// Whether all were inserted; if not, none was.
    package mutating func insert(_ executions: [TaskExecution]) -> Bool {
        let all = rows + executions
        let ids = Set(all.map { ExactText($0.executionID) })
        let uniqueIDs = all.compactMap { $0.sleepingTaskUniqueID.map(ExactText.init) }
        guard ids.count == all.count, Set(uniqueIDs).count == uniqueIDs.count else { return false }
        rows = all
        return true
    }

    package func get(_ lookup: TaskExecutionLookup) -> TaskExecution? {
        rows.first { ExactText($0.executionID) == ExactText(lookup.executionID) && lookup.requirements.matches($0) }
    }

    package func get(sleepingTaskUniqueID: String) -> TaskExecution? {
        rows.first { $0.sleepingTaskUniqueID.map(ExactText.init) == ExactText(sleepingTaskUniqueID) }
    }

    /// Whether there was something to change; `nil` where a child could not be inserted.
    package mutating func update(_ request: TaskExecutionUpdateRequest) -> Bool? {
        let index = rows.firstIndex {
            ExactText($0.executionID) == ExactText(request.executionID) && request.requirements.matches($0)
        }
        guard let index else { return false }
        guard insert(request.children) else { return nil }
        rows[index].apply(request.update)
        return true
    }

    package mutating func select(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) -> [TaskExecution] {
        let matching = rows.indices.filter { selector.matches(rows[$0]) }
        let ordered = matching.sorted { left, right in
            (selector.order(of: rows[left]), left) < (selector.order(of: rows[right]), right)
        }
        return ordered.prefix(max(0, limit)).map { index in
            rows[index].apply(update)
            return rows[index]
        }
    }

    package mutating func decrementParents(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) -> Int {
        let changed = select(selector, limit: limit, update: update)
        for parent in changed.compactMap(\.parent) {
            guard let index = index(of: parent.executionID) else { continue }
            rows[index].activeChildrenCount = max(0, rows[index].activeChildrenCount - 1)
            rows[index].updatedAt = update.updatedAt
        }
        return changed.count
    }

    package func children(of parentExecutionID: String) -> [TaskExecution] {
        let indices = rows.indices.filter { rows[$0].isChild(of: parentExecutionID) }
        return indices.sorted { left, right in
            (rows[left].parent?.indexInParentChildren ?? 0, left)
                < (rows[right].parent?.indexInParentChildren ?? 0, right)
        }.map { rows[$0] }
    }

    package mutating func updateChildren(_ request: ChildTaskExecutionsUpdateRequest) {
        for index in rows.indices
        where rows[index].isChild(of: request.parentExecutionID)
            && rows[index].isFinished == request.isFinished
        {
            rows[index].apply(request.update)
        }
    }

    package mutating func delete(executionID: String) {
        rows.removeAll { ExactText($0.executionID) == ExactText(executionID) }
    }

    private func index(of executionID: String) -> Int? {
        rows.firstIndex { ExactText($0.executionID) == ExactText(executionID) }
    }
}

extension TaskExecution {
    fileprivate func isChild(of parentExecutionID: String) -> Bool {
        parent.map { ExactText($0.executionID) } == ExactText(parentExecutionID)
    }
}
