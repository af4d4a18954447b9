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
        setAside(claimed.undecodable)
        if !claimed.executions.isEmpty { core.start(claimed.executions, at: core.clock.now) }
        if claimed.executions.count + claimed.undecodable.count >= limit { return .atOnce }
        let nextPoll = core.clock.now.addingClamped(core.pollMs)
        return .at(min(nextPoll, core.dueTimes.next(after: now) ?? .max))
    }

    private func claim(at now: Int64) -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(to: .running, at: now)
        update.executorId = .set(core.executorId)
        update.expiresAt = .set(now.addingClamped(core.leaseMs))
        return update
    }

    /// Ends the executions that can't be read, so that they are not claimed for ever.
    private func setAside(_ undecodable: [TaskExecutionDecodingError]) {
        for error in undecodable {
            core.logger.error(
                "an execution can't be read and is set aside",
                metadata: ["execution_id": "\(error.executionId ?? "unreadable")", "column": .string(error.column)]
            )
            guard let executionId = error.executionId else { continue }
            var update = TaskExecutionUpdate(to: .failed, at: core.clock.now)
            update.error = .set(
                TaskExecutionError(message: error.description, isRetryable: false, isInternal: true)
            )
            let request = TaskExecutionUpdateRequest(
                executionId: executionId, filters: core.runningHere, update: update
            )
            core.write(ExecutionWrite(purpose: .end(nil), request: request))
        }
    }
}
