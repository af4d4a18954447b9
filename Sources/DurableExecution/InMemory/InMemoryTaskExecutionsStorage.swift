/// Keeps executions in the memory of the process, for tests and for work that may be lost with it
/// (reference: `InMemoryTaskExecutionsStorage`).
///
/// All operations take effect at once and never suspend half-way. None of them looks at rows that it does not select,
/// so that queues of hundreds of thousands of executions stay fast.
public actor InMemoryTaskExecutionsStorage: TaskExecutionsStorage {
    var rows = TaskExecutionRows()
    private let testMode: Bool

    /// An empty storage.
    ///
    /// - Parameter testMode: Whether executions can be deleted; without it the two delete operations do nothing.
    public init(testMode: Bool = false) {
        self.testMode = testMode
    }

    /// Finds nothing wrong.
    public nonisolated func verify() {}

    /// Has nothing to return to the system.
    public func shrink() -> Bool { false }

    /// Ends at once: no other process has this memory.
    public nonisolated func changesByOthers() -> AsyncStream<Void> { AsyncStream { $0.finish() } }

    public func insert(_ executions: [TaskExecution]) throws {
        try rows.insert(executions)
    }

    public func get(_ lookups: [TaskExecutionLookup]) -> [TaskExecution?] {
        lookups.map { lookup in
            guard let rowID = rows.rowID(executionID: lookup.executionID), let execution = rows[rowID] else {
                return nil
            }
            return lookup.requirements.matches(execution) ? execution : nil
        }
    }

    public func get(sleepingTaskUniqueIDs: [String]) -> [TaskExecution?] {
        sleepingTaskUniqueIDs.map { uniqueID in
            rows.rowID(sleepingTaskUniqueID: uniqueID).flatMap { rows[$0] }
        }
    }

    @discardableResult
    public func update(_ requests: [TaskExecutionUpdateRequest]) throws -> [Bool] {
        var firstError: TaskExecutionExistsError?
        var results: [Bool] = []
        for request in requests {
            do throws(TaskExecutionExistsError) {
                results.append(try update(request))
            } catch {
                firstError = firstError ?? error
            }
        }
        if let firstError { throw firstError }
        return results
    }

    private func update(_ request: TaskExecutionUpdateRequest) throws(TaskExecutionExistsError) -> Bool {
        guard let rowID = rows.rowID(executionID: request.executionID), let execution = rows[rowID],
            request.requirements.matches(execution)
        else { return false }
        // The children first: they are what can fail.
        try rows.insert(request.children)
        rows.change(rowID) { $0.apply(request.update) }
        return true
    }

    public func updateAndReturn(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) -> SelectedTaskExecutions {
        let executions = rows.rowIDs(of: selector, limit: limit).compactMap { rowID in
            rows.change(rowID) { $0.apply(update) }
        }
        return SelectedTaskExecutions(executions: executions)
    }

    public func updateAndCount(_ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate) -> Int {
        updateAndReturn(selector, limit: limit, update: update).executions.count
    }

    public func updateAndDecrementParents(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) -> Int {
        let changed = updateAndReturn(selector, limit: limit, update: update).executions
        var childrenCounts: [Int: Int] = [:]
        for parent in changed.compactMap(\.parent) {
            if let rowID = rows.rowID(executionID: parent.executionID) {
                childrenCounts[rowID, default: 0] += 1
            }
        }
        for (rowID, count) in childrenCounts {
            rows.change(rowID) { parent in
                parent.activeChildrenCount = max(0, max(0, parent.activeChildrenCount) - count)
                parent.updatedAt = update.updatedAt
            }
        }
        return changed.count
    }

    public func children(ofExecutions parentExecutionIDs: [String]) -> [[TaskExecution]] {
        parentExecutionIDs.map { parentExecutionID in
            let children = rows.rowIDs(parentExecutionID: parentExecutionID).compactMap { rows[$0] }
            return children.enumerated().sorted { left, right in
                let (leftIndex, rightIndex) = (left.element.indexInParent, right.element.indexInParent)
                return leftIndex == rightIndex ? left.offset < right.offset : leftIndex < rightIndex
            }.map(\.element)
        }
    }

    public func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) {
        for request in requests {
            for rowID in rows.rowIDs(parentExecutionID: request.parentExecutionID)
            where rows[rowID]?.isFinished == request.isFinished {
                rows.change(rowID) { $0.apply(request.update) }
            }
        }
    }

    public func delete(executionID: String) {
        guard testMode, let rowID = rows.rowID(executionID: executionID) else { return }
        rows.delete(rowID)
    }

    public func deleteAll() {
        guard testMode else { return }
        rows = TaskExecutionRows()
    }
}

extension TaskExecution {
    fileprivate var indexInParent: Int { parent?.indexInParentChildren ?? 0 }
}
