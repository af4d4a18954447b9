public import Foundation

/// Deletes the executions that a policy no longer keeps, in small batches between which other writers get a turn.
public struct TaskExecutionsRetention: Sendable {
    public let storage: any PrunableTaskExecutionsStorage
    public let policy: RetentionPolicy
    /// The most executions that one transaction deletes.
    public let batchSize: Int

    public init(storage: some PrunableTaskExecutionsStorage, policy: RetentionPolicy, batchSize: Int = 500) {
        self.storage = storage
        self.policy = policy
        self.batchSize = max(1, batchSize)
    }

    /// Deletes all that is too old, and gives space back where the storage can.
    ///
    /// What was deleted stays so if this ends early. Several may do it at once.
    ///
    /// - Parameters:
    ///   - now: The time from which ages are counted.
    ///   - isDryRun: Whether nothing is deleted, only counted.
    /// - Returns: How many executions were deleted.
    /// - Throws: `CancellationError` between two batches once the Swift task is cancelled; the storage's errors.
    @discardableResult
    public func prune(now: Date = Date(), isDryRun: Bool = false) async throws -> Int {
        let limits = policy.limits(now: now.unixMilliseconds)
        if limits.isEmpty { return 0 }
        var batch = FinishedTaskExecutionsBatch(finishedBefore: limits, limit: batchSize, isDryRun: isDryRun)
        var count = 0
        repeat {
            try Task.checkCancellation()
            let pause = RetentionPause()
            let deleted = try await storage.deleteFinished(batch)
            count += deleted.executions
            batch.cursor = deleted.next
            if batch.cursor != nil, deleted.executions > 0, !isDryRun { try await pause.wait() }
        } while batch.cursor != nil
        if count > 0, !isDryRun {
            while try await storage.shrink() { try Task.checkCancellation() }
        }
        return count
    }
}
