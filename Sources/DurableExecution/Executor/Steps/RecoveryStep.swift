import Logging

/// Brings back the work on finished executions and on their parents that an executor that died left behind.
struct RecoveryStep: LoopStep {
    enum Kind: String, CaseIterable {
        case processing
        case closing
    }

    let core: ExecutorCore
    let kind: Kind

    var name: String { "recovery_of_\(kind.rawValue)" }

    func round() async throws -> NextRound {
        let now = core.clock.now
        if let end = core.leaseGrace.endUptime(at: now) { return .atUptime(end) }
        let limit = core.configuration.batchSize
        let count = try await core.storage.updateAndCount(selector(at: now), limit: limit, update: update(at: now))
        if count > 0 {
            core.metrics?.recovered(kind.rawValue, count: count)
            core.logger.warning(
                "recovered what an executor that died had left behind",
                metadata: ["kind": .string(kind.rawValue), "count": .stringConvertible(count)]
            )
            wakeNext()
        }
        return count >= limit ? .atOnce : .after(core.leaseMs)
    }

    private func selector(at now: Int64) -> TaskExecutionSelector {
        switch kind {
        case .processing: .processingExpired(lessThan: now)
        case .closing: .closingExpired(lessThan: now)
        }
    }

    private func update(at now: Int64) -> TaskExecutionUpdate {
        switch kind {
        case .processing: TaskExecutionUpdate(toProcessingStatus: .idle, at: now)
        case .closing: TaskExecutionUpdate(toCloseStatus: .ready, at: now)
        }
    }

    private func wakeNext() {
        switch kind {
        case .processing: core.signals.parents.send()
        case .closing: core.signals.closing.send()
        }
    }
}
