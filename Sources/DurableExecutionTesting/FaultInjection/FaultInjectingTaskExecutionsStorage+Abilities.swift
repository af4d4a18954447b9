public import DurableExecution

// What the base can do beyond executions, it can do here too, with faults.

extension FaultInjectingTaskExecutionsStorage {
    public var queryable: (any QueryableTaskExecutionsStorage)? { base.queryable.map { queryable($0) } }

    private func queryable<Other: QueryableTaskExecutionsStorage>(
        _ base: Other
    ) -> any QueryableTaskExecutionsStorage {
        FaultInjectingTaskExecutionsStorage<Other>(base, callCounts: callCounts, refusal: refusal, faults: faults)
    }

    public var prunable: (any PrunableTaskExecutionsStorage)? { base.prunable.map { prunable($0) } }

    private func prunable<Other: PrunableTaskExecutionsStorage>(_ base: Other) -> any PrunableTaskExecutionsStorage {
        FaultInjectingTaskExecutionsStorage<Other>(base, callCounts: callCounts, refusal: refusal, faults: faults)
    }

    public func verify() async throws { try await perform(.verify) { try await base.verify() } }

    public func shrink() async throws -> Bool {
        try await perform(.shrink) { try await base.shrink() }
    }

    public func changesByOthers() -> AsyncStream<Void> { base.changesByOthers() }
}

extension FaultInjectingTaskExecutionsStorage: QueryableTaskExecutionsStorage
where Base: QueryableTaskExecutionsStorage {
    public func list(_ query: TaskExecutionQuery) async throws -> TaskExecutionPage {
        try await perform(.list) { try await base.list(query) }
    }

    public func counts(_ filter: TaskExecutionFilter) async throws -> TaskExecutionCounts {
        try await perform(.counts) { try await base.counts(filter) }
    }

    public func tree(
        ofExecution executionID: String, from start: TaskExecutionTree.Start, limit: Int
    ) async throws -> TaskExecutionTree? {
        try await perform(.tree) { try await base.tree(ofExecution: executionID, from: start, limit: limit) }
    }

    public func statistics(now: Int64) async throws -> TaskExecutionStatistics {
        try await perform(.statistics) { try await base.statistics(now: now) }
    }
}

extension FaultInjectingTaskExecutionsStorage: PrunableTaskExecutionsStorage
where Base: PrunableTaskExecutionsStorage {
    public func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async throws -> DeletedTaskExecutions {
        try await perform(.deleteFinished) { try await base.deleteFinished(batch) }
    }

    public func isShared() async throws -> Bool { try await base.isShared() }

    public func deleteFinishedIterations(
        ofLoop executionID: String, before index: Int, limit: Int
    ) async throws -> Int {
        try await perform(.deleteFinished) {
            try await base.deleteFinishedIterations(ofLoop: executionID, before: index, limit: limit)
        }
    }
}
