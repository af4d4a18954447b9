import Logging

/// Takes executions that are due, as many as there are places, and runs them.
struct ClaimStep: LoopStep {
    let name = "claim"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        let limit = core.runs.takePlaces(upTo: core.configuration.batchSize, orAwait: core.signals.claim)
        guard limit > 0 else { return .atSignal }
        let now = core.clock.now
        let claimed: SelectedTaskExecutions
        do {
            claimed = try await core.storage.updateAndReturn(
                .startable(status: .ready, startAtLessThan: now.addingClamped(1)), limit: limit, update: claim(at: now)
            )
        } catch {
            core.runs.giveBackPlaces(limit)
            throw error
        }
        core.runs.giveBackPlaces(limit - claimed.executions.count)
        core.setAside(claimed.undecodable)
        if !claimed.executions.isEmpty { core.start(claimed.executions) }
        if claimed.executions.count + claimed.undecodable.count >= limit { return .atOnce }
        return .after(core.pollMs, orAt: core.dueTimes.next(after: now))
    }

    private func claim(at now: Int64) -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(to: .running, at: now)
        update.executorID = .set(core.executorID)
        update.expiresAt = .set(now.addingClamped(core.leaseMs))
        return update
    }
}
