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
    /// run here, and are not run again, however late the renewal comes. For the others a death is counted; a parent that too
    /// many executors in a row died of ends as `finalizeFailed`.
    private func recoverProcessing(_ limit: Int, at now: Int64) async throws -> Count {
        let expiresAt = now.addingClamped(core.leaseMs)
        var takeover = TaskExecutionUpdate(updatedAt: now)
        takeover.executorID = .set(core.executorID)
        takeover.childrenFinishedProcessingExpiresAt = .set(expiresAt)
        let expired = try await core.storage.updateAndReturn(
            .processingExpired(lessThan: now), limit: limit, update: takeover
        )
        let idle = TaskExecutionUpdate(toProcessingStatus: .idle, at: now)
        let abandoned = expired.executions.filter { !core.isFinalizingHere($0) }
        let updates =
            abandoned.map { ($0.executionID, update(of: $0, at: now)) }
            + expired.undecodable.compactMap { $0.executionID.map { ($0, idle) } }
        let fence = TaskExecutionRequirements(
            executorID: core.executorID, childrenFinishedProcessingExpiresAt: expiresAt
        )
        let wereRecovered = try await core.updateSkippingRefused(
            updates.map { TaskExecutionUpdateRequest(executionID: $0, requirements: fence, update: $1) }
        )
        for ((parent, update), wasRecovered) in zip(zip(abandoned, updates.map(\.1)), wereRecovered)
        where wasRecovered && update.status?.isFinished == true {
            core.finished(parent, update)
        }
        return (expired.executions.count + expired.undecodable.count, wereRecovered.count { $0 })
    }

    private func update(of parent: TaskExecution, at now: Int64) -> TaskExecutionUpdate {
        let recoveries = parent.recoveriesAfterDeath
        var update = TaskExecutionUpdate(toProcessingStatus: .idle, at: now)
        // One that was cancelled meanwhile has nothing left to be processed.
        if parent.status == .waitingForChildren, recoveries > core.configuration.maxRecoveries {
            update = TaskExecutionUpdate(finalizing: parent, as: .finalizeFailed, at: now)
            update.error = .set(.recoveredTooOften(recoveries))
        }
        update.recoveries = recoveries
        return update
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
