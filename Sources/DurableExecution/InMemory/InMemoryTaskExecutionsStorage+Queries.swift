extension InMemoryTaskExecutionsStorage: QueryableTaskExecutionsStorage {
    public func list(_ query: TaskExecutionQuery) -> TaskExecutionPage {
        if query.limit <= 0 { return TaskExecutionPage() }
        let cursor = query.cursor.map { Int(clamping: $0.position) }
        let found =
            switch query.order {
            case .newestFirst: rows.first(query.limit, of: rows.order.descending(before: cursor), query.filter)
            case .oldestFirst: rows.first(query.limit, of: rows.order.ascending(after: cursor), query.filter)
            }
        return TaskExecutionPage(
            executions: found.rowIDs.compactMap { rows[$0] }.map(TaskExecutionSummary.init),
            next: found.hasMore ? found.rowIDs.last.map { TaskExecutionCursor(position: Int64($0)) } : nil
        )
    }

    public func counts(_ filter: TaskExecutionFilter) -> TaskExecutionCounts {
        var tally = TaskExecutionTally()
        for execution in rows.all where filter.matches(execution) {
            tally.add(taskID: execution.taskID, status: execution.status)
        }
        return tally.counts
    }

    public func tree(
        ofExecution executionID: String, from start: TaskExecutionTree.Start, limit: Int
    ) async -> TaskExecutionTree? {
        guard let execution = execution(executionID) else { return nil }
        let root = start == .root ? execution.root.flatMap { self.execution($0.executionID) } : nil
        return await TaskExecutionTree(of: TaskExecutionSummary(root ?? execution), limit: limit) { parents, limit in
            let children = parents.lazy.flatMap { self.children(ofExecutions: [$0])[0] }
            return (children.prefix(limit).map(TaskExecutionSummary.init), [])
        }
    }

    public func statistics(now: Int64) -> TaskExecutionStatistics {
        var tally = TaskExecutionTally()
        for execution in rows.all {
            tally.add(taskID: execution.taskID, status: execution.status, executorID: execution.executorID)
        }
        let ready = rows.all.lazy.filter { $0.status == .ready }.map(\.startAt)
        return TaskExecutionStatistics(
            counts: tally.counts, oldestDueAt: ready.filter { $0 <= now }.min(),
            nextDueAt: ready.filter { $0 > now }.min(), executors: tally.running
        )
    }

    private func execution(_ executionID: String) -> TaskExecution? {
        rows.rowID(executionID: executionID).flatMap { rows[$0] }
    }
}

extension TaskExecutionRows {
    fileprivate func first(
        _ limit: Int, of candidates: some Sequence<Int>, _ filter: TaskExecutionFilter
    ) -> (rowIDs: [Int], hasMore: Bool) {
        var found: [Int] = []
        for rowID in candidates {
            guard let execution = self[rowID], filter.matches(execution) else { continue }
            if found.count == limit { return (found, true) }
            found.append(rowID)
        }
        return (found, false)
    }
}
