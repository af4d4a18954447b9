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

    /// The trees below these rows that are over as a whole.
    func finishedTrees(of roots: [Int64], limit: Int, locks: Bool) async throws -> FinishedTrees {
        let retention = retention(locks: locks)
        return try await FinishedTrees(of: prunableRows(retention.rows(roots)), limit: limit) { parents in
            try await prunableRows(retention.children(of: parents))
        }
    }

    func deleteFinishedTrees(of roots: [Int64], limit: Int) async throws -> FinishedTrees {
        let trees = try await finishedTrees(of: roots, limit: limit, locks: true)
        if !trees.rowIDs.isEmpty { try await connection.run(retention().deletion(of: trees.rowIDs)) }
        return trees
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
