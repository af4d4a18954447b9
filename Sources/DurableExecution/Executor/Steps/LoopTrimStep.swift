import Synchronization

/// Deletes the iterations that unfinished loops have left behind, but for the last ones.
///
/// What a process that died has not deleted, the next one that moves the loop on deletes.
final class LoopTrimStep: LoopStep {
    let name = "loop trim"
    private let core: ExecutorCore
    private let storage: any PrunableTaskExecutionsStorage

    /// The most executions that one transaction deletes.
    private static let batchSize = 500

    /// `nil` if the storage can't delete, or is to keep all iterations.
    init?(core: ExecutorCore) {
        guard let storage = core.storage.prunable, core.loopTrims.kept != nil else {
            return nil
        }
        self.core = core
        self.storage = storage
    }

    func round() async throws -> NextRound {
        guard let (executionID, index) = core.loopTrims.first else { return .atSignal }
        guard try await core.retentionPolicy() != nil else {
            core.loopTrims.remove(executionID, index)
            return .atOnce
        }
        let pause = RetentionPause()
        let count = try await storage.deleteFinishedIterations(
            ofLoop: executionID, before: index, limit: Self.batchSize
        )
        if count == 0 {
            core.loopTrims.remove(executionID, index)
        } else {
            try? await pause.wait()
        }
        return .atOnce
    }
}

/// The loops of which iterations may be deleted.
final class LoopTrims: Sendable {
    /// How many iterations are kept; `nil` is all.
    let kept: Int?
    private let indexes = Mutex<[String: Int]>([:])

    init(kept: Int?) { self.kept = kept.map { max($0, 1) } }

    /// Notes that a loop has gone on to an iteration; some are left to come together, so that each costs little.
    ///
    /// - Returns: Whether there is something to delete.
    func insert(_ executionID: String, iteration: Int) -> Bool {
        guard let kept, iteration >= kept, iteration % min(kept, 100) == 0 else { return false }
        indexes.withLock { $0[executionID] = iteration - kept + 1 }
        return true
    }

    var first: (executionID: String, index: Int)? { indexes.withLock { $0.first.map { ($0.key, $0.value) } } }

    func remove(_ executionID: String, _ index: Int) {
        indexes.withLock { if $0[executionID] == index { $0[executionID] = nil } }
    }
}
