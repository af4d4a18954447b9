/// Cancels the bodies of executions that another process cancelled.
struct CancellationStep: LoopStep {
    let name = "cancellations"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        guard !core.runs.isEmpty else { return .after(core.pollMs) }
        var update = TaskExecutionUpdate(updatedAt: core.clock.now)
        update.needsCancellation = false
        let limit = core.configuration.batchSize
        let cancelled = try await core.storage.updateAndReturn(
            .ofExecutor(core.executorID, needsCancellation: true), limit: limit, update: update
        )
        for execution in cancelled.executions {
            if let run = core.runs[execution.executionID] { core.lose(run, .cancelled) }
            if execution.isFinished { core.completions.finish(execution.executionID) { execution } }
        }
        for case let executionID? in cancelled.undecodable.map(\.executionID) {
            if let run = core.runs[executionID] { core.lose(run, .cancelled) }
        }
        return cancelled.executions.count + cancelled.undecodable.count >= limit ? .atOnce : .after(core.pollMs)
    }
}
