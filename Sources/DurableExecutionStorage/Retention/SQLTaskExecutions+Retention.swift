internal import DurableExecution
internal import TypedSQL

extension SQLTaskExecutions {
    func retentionWindow(of batch: FinishedTaskExecutionsBatch) async throws -> RetentionWindow {
        var window = RetentionWindow(finishedBefore: batch.finishedBefore)
        try await run(retention().window(after: batch.cursor?.position)) { row throws(SQLDecodingError) in
            try window.append(from: &row)
        }
        return window
    }

    /// The trees below these rows that are over as a whole; deleted, if that is asked for.
    func finishedTrees(of roots: [Int64], limit: Int, deletes: Bool) async throws -> FinishedTrees {
        let rows = prunableRows(locks: deletes)
        let trees = try await FinishedTrees(of: rows.withIDs(roots), limit: limit, in: rows)
        if deletes, !trees.rowIDs.isEmpty { try await rows.delete(trees.rowIDs) }
        return trees
    }

    /// The oldest iterations of a loop, of those that came before one.
    func iterations(ofLoop parent: String, before index: Int, limit: Int) async throws -> [Int64] {
        try await prunableRows(retention().iterations(ofLoop: parent, before: index, limit: limit)).map(\.rowID)
    }

    func prunableRows(locks: Bool) -> PrunableRows {
        let retention = retention(locks: locks)
        return PrunableRows(
            withIDs: { try await $0.isEmpty ? [] : prunableRows(retention.rows($0)) },
            withExecutionIDs: { try await $0.isEmpty ? [] : prunableRows(retention.rows(ofExecutions: $0)) },
            children: { try await prunableRows(retention.children(of: $0, limit: $1)) },
            finishedChildren: { try await prunableRows(retention.finishedChildren(of: $0, after: $1, limit: $2)) },
            hasUnfinishedChild: { try await !prunableRows(retention.unfinishedChildren(of: $0)).isEmpty },
            delete: { try await connection.run(retention.deletion(of: $0)) }
        )
    }

    private func retention(locks: Bool = false) -> RetentionStatements {
        RetentionStatements(table: statements.table, locks: locks)
    }

    private func prunableRows(_ statement: some Statement) async throws -> [PrunableRow] {
        var rows: [PrunableRow] = []
        try await run(statement) { row throws(SQLDecodingError) in rows.append(try PrunableRow(from: &row)) }
        return rows
    }
}
