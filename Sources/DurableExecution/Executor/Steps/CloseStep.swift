import Logging

/// Closes finished executions.
struct CloseStep: LoopStep {
    let name = "closing"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        let now = core.clock.now
        let limit = core.configuration.batchSize
        var update = TaskExecutionUpdate(toCloseStatus: .closing, at: now)
        update.closeExpiresAt = .set(now.addingClamped(core.leaseMs))
        let selected = try await core.storage.updateAndReturn(.closing(.ready), limit: limit, update: update)
        let executionIds = selected.executions.map(\.executionId) + selected.undecodable.compactMap(\.executionId)
        if !executionIds.isEmpty {
            let closed = TaskExecutionUpdate(toCloseStatus: .closed, at: core.clock.now)
            let requests = executionIds.map {
                TaskExecutionUpdateRequest(
                    executionId: $0, filters: TaskExecutionFilters(isFinished: true), update: closed
                )
            }
            try await core.storage.update(requests)
        }
        let count = selected.executions.count + selected.undecodable.count
        return count >= limit ? .atOnce : .at(now.addingClamped(core.leaseMs))
    }
}
