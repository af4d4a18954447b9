import Logging
import Synchronization

/// Takes executions that are due, as many as there are places, and runs them.
struct ClaimStep: LoopStep {
    let name = "claim"
    let core: ExecutorCore

    var showsStandstills: Bool { true }

    func round() async throws -> NextRound {
        let admission = core.admission(for: .claim)
        if case .closed(let uptime) = admission { return .atUptime(uptime) }
        let most = admission == .one ? 1 : core.configuration.batchSize
        let limit = core.runs.takePlaces(upTo: most, orAwait: core.signals.claim)
        guard limit > 0 else { return .atSignal }
        let (now, uptime) = (core.clock.now, core.clock.uptime)
        core.claimTime.store(now, ordering: .sequentiallyConsistent)
        defer { core.claimTime.store(.min, ordering: .sequentiallyConsistent) }
        var claimed: SelectedTaskExecutions
        do {
            claimed = try await core.storage.updateAndReturn(
                .startable(status: .ready, startAtLessThan: now.addingClamped(1)), limit: limit, update: claim(at: now)
            )
        } catch {
            core.runs.giveBackPlaces(limit)
            throw error
        }
        let count = claimed.executions.count + claimed.undecodable.count
        if core.clock.uptime.subtractingClamped(uptime) > core.leaseMs / 2 {
            claimed.executions = try await stillClaimed(claimed.executions, places: limit)
        }
        let (admitted, isSuspect) = await core.isolating(claimed.executions, of: .claim, release: release)
        core.runs.giveBackPlaces(limit - admitted.count)
        core.setAside(claimed.undecodable)
        if !admitted.isEmpty { core.start(admitted) }
        if isSuspect { core.isolation.suspectBegan(core.runs[admitted[0].executionID], atUptime: core.clock.uptime) }
        if admitted.count < claimed.executions.count || count >= limit { return .atOnce }
        return .after(core.pollMs, orAt: core.dueTimes.next(after: now))
    }

    /// Renews the leases of executions whose claim was answered late, and leaves out those that others have taken over meanwhile.
    private func stillClaimed(_ executions: [TaskExecution], places: Int) async throws -> [TaskExecution] {
        let now = core.clock.now
        var update = TaskExecutionUpdate(updatedAt: now)
        update.expiresAt = .set(now.addingClamped(core.leaseMs))
        let requests = executions.map { execution in
            var fence = core.runningHere
            fence.startedAt = execution.startedAt
            return TaskExecutionUpdateRequest(executionID: execution.executionID, requirements: fence, update: update)
        }
        do {
            let areStillClaimed = try await core.storage.update(requests)
            return zip(executions, areStillClaimed).compactMap { $1 ? $0 : nil }
        } catch {
            // They are recovered like those of an executor that died.
            core.runs.giveBackPlaces(places)
            throw error
        }
    }

    private func claim(at now: Int64) -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(to: .running, at: now)
        update.executorID = .set(core.executorID)
        update.expiresAt = .set(now.addingClamped(core.leaseMs))
        return update
    }

    /// What gives back an execution that was claimed and not begun.
    private func release(_ execution: TaskExecution) -> TaskExecutionUpdateRequest {
        var requirements = core.runningHere
        requirements.startedAt = execution.startedAt
        return TaskExecutionUpdateRequest(
            executionID: execution.executionID, requirements: requirements,
            update: TaskExecutionUpdate(to: .ready, at: core.clock.now)
        )
    }
}
