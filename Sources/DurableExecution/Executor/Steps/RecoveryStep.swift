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
        let (found, recovered) =
            switch kind {
            case .processing: try await recoverProcessing(limit, at: now)
            case .closing: try await recoverClosing(limit, at: now)
            }
        if recovered > 0 {
            core.metrics?.recovered(kind.rawValue, count: recovered)
            core.logger.warning(
                "recovered what an executor that died had left behind",
                metadata: ["kind": .string(kind.rawValue), "count": .stringConvertible(recovered)]
            )
            wakeNext()
        }
        return found >= limit ? .atOnce : .after(core.leaseMs)
    }

    private typealias Count = (found: Int, recovered: Int)

    /// The parents are this executor's for one lease, until it is known which of them it has itself: their finalize functions
    /// run here, and are not run again, however late the renewal comes.
    private func recoverProcessing(_ limit: Int, at now: Int64) async throws -> Count {
        let expiresAt = now.addingClamped(core.leaseMs)
        var takeover = TaskExecutionUpdate(updatedAt: now)
        takeover.executorID = .set(core.executorID)
        takeover.childrenFinishedProcessingExpiresAt = .set(expiresAt)
        let expired = try await core.storage.updateAndReturn(
            .processingExpired(lessThan: now), limit: limit, update: takeover
        )
        let abandoned =
            expired.executions.filter { !core.isFinalizingHere($0) }.map(\.executionID)
            + expired.undecodable.compactMap(\.executionID)
        let fence = TaskExecutionRequirements(
            executorID: core.executorID, childrenFinishedProcessingExpiresAt: expiresAt
        )
        if abandoned.isEmpty { return (expired.executions.count, 0) }
        let update = TaskExecutionUpdate(toProcessingStatus: .idle, at: now)
        let wereRecovered = try await core.storage.update(
            abandoned.map { TaskExecutionUpdateRequest(executionID: $0, requirements: fence, update: update) }
        )
        return (expired.executions.count + expired.undecodable.count, wereRecovered.count { $0 })
    }

    private func recoverClosing(_ limit: Int, at now: Int64) async throws -> Count {
        let count = try await core.storage.updateAndCount(
            .closingExpired(lessThan: now), limit: limit, update: TaskExecutionUpdate(toCloseStatus: .ready, at: now)
        )
        return (count, count)
    }

    private func wakeNext() {
        switch kind {
        case .processing: core.signals.parents.send()
        case .closing: core.signals.closing.send()
        }
    }
}
