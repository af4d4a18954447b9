extension InMemoryTaskExecutionsStorage: PrunableTaskExecutionsStorage {
    public func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async -> DeletedTaskExecutions {
        if batch.limit <= 0 || batch.finishedBefore.isEmpty { return DeletedTaskExecutions() }
        let window = rows.order.ascending(after: batch.cursor.map { Int(clamping: $0.position) }).prefix(1_000)
        let roots = window.filter { rowID in rows[rowID].map { batch.matches($0) } ?? false }.prefix(batch.limit)
        let trees = await FinishedTrees(of: roots.compactMap { prunableRow($0) }, limit: batch.limit) { parents in
            parents.flatMap { rows.rowIDs(parentExecutionID: $0) }.compactMap { prunableRow($0) }
        }
        if !batch.isDryRun { for rowID in trees.rowIDs { rows.delete(Int(rowID)) } }
        let end = roots.count == batch.limit ? roots.last : window.last
        return DeletedTaskExecutions(
            trees: trees.count, executions: trees.rowIDs.count,
            next: (trees.last ?? end.map { Int64($0) }).map { TaskExecutionCursor(position: $0) }
        )
    }

    private func prunableRow(_ rowID: Int) -> PrunableRow? {
        rows[rowID].map { execution in
            PrunableRow(
                rowID: Int64(rowID), executionID: execution.executionID,
                parentExecutionID: execution.parent?.executionID,
                isOver: execution.isFinished && execution.closeStatus == .closed
            )
        }
    }
}

extension FinishedTaskExecutionsBatch {
    /// Whether it is a topmost execution that is over and old enough.
    fileprivate func matches(_ execution: TaskExecution) -> Bool {
        guard execution.root == nil, execution.parent == nil, execution.isFinished, execution.closeStatus == .closed,
            let limit = finishedBefore[execution.status], let finishedAt = execution.finishedAt
        else { return false }
        return finishedAt < limit
    }
}
