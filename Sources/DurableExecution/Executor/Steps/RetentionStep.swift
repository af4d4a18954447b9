import Logging
import Synchronization

/// Deletes what the retention policy no longer keeps, one batch a round, so that a shutdown waits for no more than that.
final class RetentionStep: LoopStep {
    let name = "retention"
    private let core: ExecutorCore
    private let storage: any PrunableTaskExecutionsStorage
    private let batch = Mutex<FinishedTaskExecutionsBatch?>(nil)

    /// Between two looks through the table.
    private static let intervalMs: Int64 = 3_600_000

    /// `nil` if the storage can't delete, or is to keep everything.
    init?(core: ExecutorCore) {
        guard let storage = core.storage.prunable, core.configuration.retention?.ages.isEmpty != true else {
            return nil
        }
        self.core = core
        self.storage = storage
    }

    func round() async throws -> NextRound {
        guard let policy = try await core.retentionPolicy() else { return .after(Self.intervalMs) }
        let now = core.clock.now
        var batch =
            batch.withLock { $0 } ?? FinishedTaskExecutionsBatch(finishedBefore: policy.limits(now: now))
        let pause = RetentionPause()
        let deleted = try await storage.deleteFinished(batch)
        batch.cursor = deleted.next
        let hasMore = batch.cursor != nil
        self.batch.withLock { [batch] in $0 = hasMore ? batch : nil }
        if hasMore {
            if deleted.executions > 0 { try? await pause.wait() }
            return .atOnce
        }
        if try await storage.shrink() { return .atOnce }
        return .after(Self.intervalMs)
    }
}

extension ExecutorCore {
    /// What is deleted here; `nil` if nothing is, because the table is shared and nobody has said what is to be deleted.
    func retentionPolicy() async throws -> RetentionPolicy? {
        if let policy = configuration.retention { return policy }
        if let isShared = isTableShared.withLock({ $0 }) { return isShared ? nil : RetentionPolicy() }
        let isShared = try await storage.prunable?.isShared() ?? false
        isTableShared.withLock { $0 = isShared }
        if !isShared { return RetentionPolicy() }
        logger.notice(
            """
            finished executions are kept forever, because the table has the indexes of the TypeScript package; set \
            `Configuration.retention` to delete them
            """
        )
        return nil
    }
}
