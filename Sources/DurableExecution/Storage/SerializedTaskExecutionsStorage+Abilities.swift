// What the base can do beyond executions, it can do here too, in its turn.

extension SerializedTaskExecutionsStorage {
    public var queryable: (any QueryableTaskExecutionsStorage)? { base.queryable.map { queryable($0) } }

    private func queryable<Other: QueryableTaskExecutionsStorage>(
        _ base: Other
    ) -> any QueryableTaskExecutionsStorage {
        SerializedTaskExecutionsStorage<Other>(base, lock)
    }

    public var prunable: (any PrunableTaskExecutionsStorage)? { base.prunable.map { prunable($0) } }

    private func prunable<Other: PrunableTaskExecutionsStorage>(_ base: Other) -> any PrunableTaskExecutionsStorage {
        SerializedTaskExecutionsStorage<Other>(base, lock)
    }

    public func verify() async throws { try await lock.withLock { try await base.verify() } }

    public func shrink() async throws -> Bool {
        try await lock.withLock { try await base.shrink() }
    }

    public func changesByOthers() -> AsyncStream<Void> { base.changesByOthers() }
}

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

    public func isShared() async throws -> Bool { try await base.isShared() }

    public func deleteFinishedIterations(
        ofLoop executionID: String, before index: Int, limit: Int
    ) async throws -> Int {
        try await lock.withLock {
            try await base.deleteFinishedIterations(ofLoop: executionID, before: index, limit: limit)
        }
    }
}
