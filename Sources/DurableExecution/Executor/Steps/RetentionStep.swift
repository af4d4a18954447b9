import Synchronization

/// Forgets what the retention policy no longer keeps, one batch a round, so that a shutdown waits for no more than that.
final class RetentionStep: LoopStep {
    let name = "retention"
    private let core: ExecutorCore
    private let storage: any PrunableTaskExecutionsStorage
    private let batch = Mutex<FinishedTaskExecutionsBatch?>(nil)

    /// Between two looks through the table.
    private static let intervalMs: Int64 = 3_600_000

    /// `nil` where the storage can't forget, or is to keep everything.
    init?(core: ExecutorCore) {
        guard let storage = core.storage.prunable, !core.configuration.retention.ages.isEmpty else { return nil }
        self.core = core
        self.storage = storage
    }

    func round() async throws -> NextRound {
        let now = core.clock.now
        var batch =
            batch.withLock { $0 }
            ?? FinishedTaskExecutionsBatch(
                finishedBefore: core.configuration.retention.limits(now: now)
            )
        batch.cursor = try await storage.deleteFinished(batch).next
        let hasMore = batch.cursor != nil
        self.batch.withLock { [batch] in $0 = hasMore ? batch : nil }
        if hasMore { return .atOnce }
        if try await storage.shrink() { return .atOnce }
        return .after(Self.intervalMs)
    }
}
