import Logging

/// Takes over what executors that died were running: back to `ready`, or, where too many died of it in a row, ended as
/// failed. What this executor runs itself is not recovered, however late its renewal comes.
struct RunRecoveryStep: LoopStep {
    let name = "recovery_of_runs"
    let core: ExecutorCore
    let showsStandstills = true

    func round() async throws -> NextRound {
        let now = core.clock.now
        if let end = core.leaseGrace.endUptime(at: now) { return .atUptime(end) }
        let limit = core.configuration.batchSize
        let expired = try await core.storage.updateAndReturn(
            .expired(status: .running, isSleepingTask: false, expiresAtLessThan: now), limit: limit,
            update: takeover(at: now)
        )
        core.setAside(expired.undecodable)
        // The takeover has renewed the leases of the others.
        try await end(expired.executions.filter { !core.isRunningHere($0) }, at: now)
        let count = expired.executions.count + expired.undecodable.count
        return count >= limit ? .atOnce : .after(core.leaseMs)
    }

    /// For one lease the executions are this executor's, so that nobody else recovers them at the same time, and somebody
    /// else does if this executor dies too.
    private func takeover(at now: Int64) -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(updatedAt: now)
        update.executorID = .set(core.executorID)
        update.expiresAt = .set(now.addingClamped(core.leaseMs))
        return update
    }

    private func end(_ executions: [TaskExecution], at now: Int64) async throws {
        if executions.isEmpty { return }
        let requests = executions.map { request(for: $0, at: now) }
        let wereStored = try await core.updateSkippingRefused(requests)
        for ((execution, request), wasStored) in zip(zip(executions, requests), wereStored) where wasStored {
            core.metrics?.recovered("running", count: 1)
            if let status = request.update.status, status.isFinished {
                core.metrics?[execution.taskID].finished(status)
                core.logFailure(of: execution, request.update)
            }
        }
        core.logger.warning(
            "took over what an executor that died had been running",
            metadata: ["count": .stringConvertible(executions.count)]
        )
        core.signals.claim.send()
        core.signals.closePreparation.send()
        core.signals.completions.send()
    }

    private func request(for execution: TaskExecution, at now: Int64) -> TaskExecutionUpdateRequest {
        let recoveries = execution.recoveriesAfterDeath
        let isOver = recoveries > core.configuration.maxRecoveries
        var update =
            isOver
            ? TaskExecutionUpdate(ending: execution, as: .failed, at: now) : TaskExecutionUpdate(to: .ready, at: now)
        update.recoveries = recoveries
        update.error = .set(isOver ? .recoveredTooOften(recoveries) : .executorDied)
        var requirements = core.runningHere
        requirements.startedAt = execution.startedAt
        return TaskExecutionUpdateRequest(
            executionID: execution.executionID, requirements: requirements, update: update)
    }
}

extension TaskExecution {
    /// The count once another executor has died. A row may hold any number, and the column's type ends at 32 bits.
    var recoveriesAfterDeath: Int { min(max(recoveries, 0), Int(Int32.max) - 1) + 1 }
}

extension TaskExecutionError {
    fileprivate static let executorDied =
        TaskExecutionError(message: "the executor that ran it stopped renewing its lease", isInternal: true)

    static func recoveredTooOften(_ recoveries: Int) -> TaskExecutionError {
        TaskExecutionError(
            message: """
                \(recoveries) executors in a row died while they ran it, and it is not run again: the task may be what ends \
                its process; see `maxRecoveries` of the executor's configuration
                """,
            isRetryable: false, isInternal: true
        )
    }
}
