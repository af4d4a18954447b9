extension InMemoryTaskExecutionsStorage: PrunableTaskExecutionsStorage {
    public func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async throws -> DeletedTaskExecutions {
        if batch.limit <= 0 || batch.finishedBefore.isEmpty { return DeletedTaskExecutions() }
        if let tree = batch.cursor?.tree {
            let step = try await step(tree.rows, root: tree.root, limit: batch.limit)
            return DeletedTaskExecutions(step, root: tree.root)
        }
        let window = rows.order.ascending(after: batch.cursor.map { Int(clamping: $0.position) }).prefix(1_000)
        let roots = window.filter { rowID in rows[rowID].map { batch.matches($0) } ?? false }.prefix(batch.limit)
        let trees = try await FinishedTrees(
            of: roots.compactMap { prunableRow($0) }, limit: batch.limit, in: prunableRows
        )
        if let large = trees.large {
            let size = try await LargeTree.size(of: large, limit: .max - 1, in: prunableRows)
            return DeletedTaskExecutions(beginning: large, size: size, isDryRun: batch.isDryRun)
        }
        if !batch.isDryRun { for rowID in trees.rowIDs { rows.delete(Int(rowID)) } }
        let end = roots.count == batch.limit ? roots.last : window.last
        return DeletedTaskExecutions(
            trees: trees.count, executions: trees.rowIDs.count,
            next: (trees.last ?? end.map { Int64($0) }).map { FinishedTaskExecutionsCursor(position: $0) }
        )
    }

    /// Other processes have no part in it.
    public func isShared() -> Bool { false }

    public func deleteFinishedIterations(
        ofLoop executionID: String, before index: Int, limit: Int
    ) async throws -> Int {
        let roots = rows.rowIDs(parentExecutionID: executionID).lazy.filter { rowID in
            self.rows[rowID].map { $0.isFinished && ($0.parent?.indexInParentChildren ?? 0) < index } ?? false
        }.prefix(max(0, limit)).compactMap { self.prunableRow($0) }
        let trees = try await FinishedTrees(of: Array(roots), limit: limit, in: prunableRows)
        for rowID in trees.rowIDs { rows.delete(Int(rowID)) }
        guard let large = trees.large, try await LargeTree.size(of: large, limit: .max - 1, in: prunableRows) != nil
        else { return trees.rowIDs.count }
        return try await step([], root: large.rowID, limit: limit).deleted
    }

    private func step(_ start: [Int64], root: Int64, limit: Int) async throws -> LargeTree.Step {
        let lowest = try await LargeTree.lowest(from: start, root: root, limit: limit, in: prunableRows)
        if lowest.isEmpty { return LargeTree.Step(isStuck: true) }
        return try await LargeTree.deleteLeaves(lowest, root: root, limit: limit, in: prunableRows)
    }

    private var prunableRows: PrunableRows {
        PrunableRows(
            withIDs: { ids in ids.compactMap { self.prunableRow(Int($0)) } },
            withExecutionIDs: { ids in
                ids.compactMap { self.rows.rowID(executionID: $0).flatMap { self.prunableRow($0) } }
            },
            children: { parents, limit in
                var children: [PrunableRow] = []
                for parent in parents where children.count < limit {
                    let rowIDs = self.rows.rowIDs(parentExecutionID: parent, limit: limit - children.count)
                    children += rowIDs.compactMap { self.prunableRow($0) }
                }
                return children
            },
            finishedChildren: { parent, after, limit in
                self.rows.rowIDs(parentExecutionID: parent).lazy
                    .filter { Int64($0) > after && self.rows[$0]?.isFinished == true }
                    .prefix(limit).compactMap { self.prunableRow($0) }
            },
            hasUnfinishedChild: { parent in
                self.rows.rowIDs(parentExecutionID: parent).contains { self.rows[$0]?.isFinished == false }
            },
            delete: { ids in for id in ids { self.rows.delete(Int(id)) } }
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
