public import DurableExecution
import TypedSQL

extension SQLTaskExecutionsStorage: PrunableTaskExecutionsStorage {
    /// Looks for old executions with reads that nobody waits for, and takes the writer only if there is something to
    /// delete.
    public func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async throws -> DeletedTaskExecutions {
        if batch.limit <= 0 || batch.finishedBefore.isEmpty { return DeletedTaskExecutions() }
        if let tree = batch.cursor?.tree {
            let step = try await step(tree.rows, root: tree.root, limit: batch.limit)
            return DeletedTaskExecutions(step, root: tree.root)
        }
        let window = try await read(isOneStatement: true) { try await $0.retentionWindow(of: batch) }
        let roots = Array(window.roots.prefix(batch.limit))
        let isWhole = roots.count == window.roots.count
        let next = isWhole ? (window.hasMore ? window.last : nil) : roots.last
        if roots.isEmpty { return DeletedTaskExecutions(next: next.map { FinishedTaskExecutionsCursor(position: $0) }) }
        let trees = try await finishedTrees(of: roots, batch)
        if let large = trees.large {
            let size = try await LargeTree.size(of: large, limit: batch.limit, in: readRows)
            return DeletedTaskExecutions(beginning: large, size: size, isDryRun: batch.isDryRun)
        }
        return DeletedTaskExecutions(
            trees: trees.count, executions: trees.rowIDs.count,
            next: (trees.last ?? next).map { FinishedTaskExecutionsCursor(position: $0) }
        )
    }

    public func deleteFinishedIterations(
        ofLoop executionID: String, before index: Int, limit: Int
    ) async throws -> Int {
        if limit <= 0 { return 0 }
        let roots = try await read(isOneStatement: true) {
            try await $0.iterations(ofLoop: executionID, before: index, limit: limit)
        }
        if roots.isEmpty { return 0 }
        let trees = try await write(isOneStatement: false) {
            try await $0.finishedTrees(of: roots, limit: limit, deletes: true)
        }
        guard let large = trees.large, try await LargeTree.size(of: large, limit: limit, in: readRows) != nil else {
            return trees.rowIDs.count
        }
        return try await step([], root: large.rowID, limit: limit).deleted
    }

    private func finishedTrees(of roots: [Int64], _ batch: FinishedTaskExecutionsBatch) async throws -> FinishedTrees {
        let limit = batch.limit
        if batch.isDryRun {
            return try await read { try await $0.finishedTrees(of: roots, limit: limit, deletes: false) }
        }
        return try await write(isOneStatement: false) {
            try await $0.finishedTrees(of: roots, limit: limit, deletes: true)
        }
    }

    private func step(_ start: [Int64], root: Int64, limit: Int) async throws -> LargeTree.Step {
        let lowest = try await LargeTree.lowest(from: start, root: root, limit: limit, in: readRows)
        if lowest.isEmpty { return LargeTree.Step(isStuck: true) }
        return try await write(isOneStatement: false) {
            try await LargeTree.deleteLeaves(lowest, root: root, limit: limit, in: $0.prunableRows(locks: true))
        }
    }

    /// Each read by itself, so that none holds an old state of the database for long.
    private var readRows: PrunableRows {
        PrunableRows(
            withIDs: { ids in try await read { try await $0.prunableRows(locks: false).withIDs(ids) } },
            withExecutionIDs: { ids in try await read { try await $0.prunableRows(locks: false).withExecutionIDs(ids) }
            },
            children: { parents, limit in
                try await read { try await $0.prunableRows(locks: false).children(parents, limit) }
            },
            finishedChildren: { parent, after, limit in
                try await read { try await $0.prunableRows(locks: false).finishedChildren(parent, after, limit) }
            },
            hasUnfinishedChild: { parent in
                try await read { try await $0.prunableRows(locks: false).hasUnfinishedChild(parent) }
            },
            delete: { _ in }
        )
    }
}

extension SQLTaskExecutionsStorage {
    public func shrink() async throws -> Bool { try await database.shrink() }
}
