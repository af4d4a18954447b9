extension InMemoryTaskExecutionsStorage: PrunableTaskExecutionsStorage {
    public func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async -> DeletedTaskExecutions {
        if batch.limit <= 0 || batch.finishedBefore.isEmpty { return DeletedTaskExecutions() }
        let window = rows.order.ascending(after: batch.cursor.map { Int(clamping: $0.position) }).prefix(1_000)
        let roots = window.filter { rowId in rows[rowId].map { batch.matches($0) } ?? false }.prefix(batch.limit)
        let trees = await FinishedTrees(of: roots.compactMap { prunableRow($0) }, limit: batch.limit) { parents in
            parents.flatMap { rows.rowIds(parentExecutionId: $0) }.compactMap { prunableRow($0) }
        }
        if !batch.isDryRun { for rowId in trees.rowIds { rows.delete(Int(rowId)) } }
        let end = roots.count == batch.limit ? roots.last : window.last
        return DeletedTaskExecutions(
            trees: trees.count, executions: trees.rowIds.count,
            next: (trees.last ?? end.map { Int64($0) }).map { TaskExecutionCursor(position: $0) }
        )
    }

    private func prunableRow(_ rowId: Int) -> PrunableRow? {
        rows[rowId].map { execution in
            PrunableRow(
                rowId: Int64(rowId), executionId: execution.executionId,
                parentExecutionId: execution.parent?.executionId,
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
