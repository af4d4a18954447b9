internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

extension SQLTaskExecutions {
    func list(_ query: TaskExecutionQuery) async throws -> TaskExecutionPage {
        var rows = StoredSummaries()
        var last: Int64?
        var hasMore = false
        try await run(queries.page(query)) { row throws(SQLDecodingError) in
            hasMore = rows.ids.count == query.limit
            if hasMore { return }
            try rows.append(from: &row)
            last = rows.ids.last
        }
        return TaskExecutionPage(
            executions: rows.executions, undecodable: rows.undecodable,
            next: hasMore ? last.map { TaskExecutionCursor(position: $0) } : nil
        )
    }

    func counts(_ filter: TaskExecutionFilter) async throws -> TaskExecutionCounts {
        var tally = TaskExecutionTally()
        try await run(queries.counts(filter)) { row throws(SQLDecodingError) in try tally.add(from: &row) }
        return tally.counts
    }

    func tree(
        ofExecution executionID: String, from start: TaskExecutionTree.Start, limit: Int
    ) async throws -> TaskExecutionTree? {
        guard let execution = try await summary(executionID) else { return nil }
        var top = execution
        if start == .root, let root = execution.root { top = try await summary(root.executionID) ?? execution }
        return try await TaskExecutionTree(of: top, limit: limit) { parents, limit in
            let rows = try await summaries(queries.children(of: parents, limit: limit))
            return (rows.executions, rows.undecodable)
        }
    }

    func statistics(now: Int64) async throws -> TaskExecutionStatistics {
        var tally = TaskExecutionTally()
        try await run(queries.countsWithExecutors()) { row throws(SQLDecodingError) in
            try tally.add(from: &row, hasExecutor: true)
        }
        return TaskExecutionStatistics(
            counts: tally.counts,
            oldestDueAt: try await time(queries.firstStart(untilAndWith: now)),
            nextDueAt: try await time(queries.firstStart(after: now)),
            executors: tally.running
        )
    }

    private func time(_ statement: some Statement) async throws -> Int64? {
        var time: Int64?
        try await run(statement) { row throws(SQLDecodingError) in time = try row.nextOptionalMilliseconds() }
        return time
    }

    private var queries: TaskExecutionQueries { TaskExecutionQueries(table: statements.table) }

    private func summary(_ executionID: String) async throws -> TaskExecutionSummary? {
        let rows = try await summaries(queries.execution(executionID))
        if let error = rows.undecodable.first { throw error }
        return rows.executions.first
    }

    private func summaries(_ statement: TaskExecutionQueries.Summaries) async throws -> StoredSummaries {
        var rows = StoredSummaries()
        try await run(statement) { row throws(SQLDecodingError) in try rows.append(from: &row) }
        return rows
    }

    /// Runs a statement and hands over its rows undecoded, so that one that can't be read does not end it.
    func run(_ statement: some Statement, row: (inout SQLRow) throws(SQLDecodingError) -> Void) async throws {
        let sql = statement.sql
        try await connection.run(sql.rendered(for: connection.dialect), bind: { sql.bind(to: &$0) }) { try row(&$0) }
    }
}

extension TaskExecutionTally {
    /// Reads a row of the task, the status, the count and the executor.
    fileprivate mutating func add(from row: inout SQLRow, hasExecutor: Bool = false) throws(SQLDecodingError) {
        let taskID: String? = try? row.next()
        let status: TaskExecutionStatus? = try? row.next()
        let count: Int = try row.next()
        let executorID: String? = hasExecutor ? (try? row.next()) : nil
        add(taskID: taskID ?? "", status: taskID == nil ? nil : status, executorID: executorID, count: count)
    }
}
