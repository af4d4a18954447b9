public import DurableExecution
import TypedSQL

extension SQLTaskExecutionsStorage: PrunableTaskExecutionsStorage {
    /// Looks for old executions with a read that nobody waits for, and takes the writer only where there is something
    /// to delete.
    public func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async throws -> DeletedTaskExecutions {
        if batch.limit <= 0 || batch.finishedBefore.isEmpty { return DeletedTaskExecutions() }
        let window = try await read { try await $0.retentionWindow(of: batch) }
        let roots = Array(window.roots.prefix(batch.limit))
        let isWhole = roots.count == window.roots.count
        var next = isWhole ? (window.hasMore ? window.last : nil) : roots.last
        if roots.isEmpty { return DeletedTaskExecutions(next: next.map { TaskExecutionCursor(position: $0) }) }
        let trees = try await finishedTrees(of: roots, batch)
        if let last = trees.last { next = last }
        return DeletedTaskExecutions(
            trees: trees.count, executions: trees.rowIDs.count, next: next.map { TaskExecutionCursor(position: $0) }
        )
    }

    private func finishedTrees(of roots: [Int64], _ batch: FinishedTaskExecutionsBatch) async throws -> FinishedTrees {
        let limit = batch.limit
        if batch.isDryRun {
            return try await read { try await $0.finishedTrees(of: roots, limit: limit, locks: false) }
        }
        return try await write(isOneStatement: false) { try await $0.deleteFinishedTrees(of: roots, limit: limit) }
    }
}

extension SQLTaskExecutionsStorage {
    public func shrink() async throws -> Bool { try await database.shrink() }
}
