// What the base can do beyond executions, it can do here too, in its turn.

extension SerializedTaskExecutionsStorage: QueryableTaskExecutionsStorage where Base: QueryableTaskExecutionsStorage {
    public func list(_ query: TaskExecutionQuery) async throws -> TaskExecutionPage {
        try await lock.withLock { try await base.list(query) }
    }

    public func counts(_ filter: TaskExecutionFilter) async throws -> TaskExecutionCounts {
        try await lock.withLock { try await base.counts(filter) }
    }

    public func tree(
        ofExecution executionID: String, from start: TaskExecutionTree.Start, limit: Int
    ) async throws -> TaskExecutionTree? {
        try await lock.withLock { try await base.tree(ofExecution: executionID, from: start, limit: limit) }
    }

    public func statistics(now: Int64) async throws -> TaskExecutionStatistics {
        try await lock.withLock { try await base.statistics(now: now) }
    }
}

extension SerializedTaskExecutionsStorage: PrunableTaskExecutionsStorage where Base: PrunableTaskExecutionsStorage {
    public func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async throws -> DeletedTaskExecutions {
        try await lock.withLock { try await base.deleteFinished(batch) }
    }
}

extension SerializedTaskExecutionsStorage: ShrinkableTaskExecutionsStorage where Base: ShrinkableTaskExecutionsStorage {
    public func shrink() async throws -> Bool {
        try await lock.withLock { try await base.shrink() }
    }
}

extension SerializedTaskExecutionsStorage: TaskExecutionsChangeSource where Base: TaskExecutionsChangeSource {
    public func changesByOthers() -> AsyncStream<Void> { base.changesByOthers() }
}
