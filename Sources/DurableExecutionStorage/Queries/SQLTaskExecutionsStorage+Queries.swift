public import DurableExecution
internal import TypedSQL

/// Lists go by the key of the table and use no other index unless the filter names a parent, so that the first pages of
/// any question come quickly where many rows answer it. Counts and statistics read the whole table.
extension SQLTaskExecutionsStorage: QueryableTaskExecutionsStorage {
    public func list(_ query: TaskExecutionQuery) async throws -> TaskExecutionPage {
        if query.limit <= 0 { return TaskExecutionPage() }
        return try await read(isOneStatement: true) { try await $0.list(query) }
    }

    public func counts(_ filter: TaskExecutionFilter) async throws -> TaskExecutionCounts {
        try await read(isOneStatement: true) { try await $0.counts(filter) }
    }

    public func tree(
        ofExecution executionID: String, from start: TaskExecutionTree.Start, limit: Int
    ) async throws -> TaskExecutionTree? {
        try await read { try await $0.tree(ofExecution: executionID, from: start, limit: limit) }
    }

    public func statistics(now: Int64) async throws -> TaskExecutionStatistics {
        try await read { try await $0.statistics(now: now) }
    }
}
