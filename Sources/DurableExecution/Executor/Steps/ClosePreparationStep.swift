/// Makes finished executions ready to close and takes them off the count of their parents' active children.
struct ClosePreparationStep: LoopStep {
    let name = "close_preparation"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        let now = core.clock.now
        let limit = core.configuration.batchSize
        let count = try await core.storage.updateAndDecrementParents(
            .finished(true, closeStatus: .idle), limit: limit,
            update: TaskExecutionUpdate(toCloseStatus: .ready, at: now)
        )
        if count > 0 {
            core.signals.parents.send()
            core.signals.closing.send()
        }
        return count >= limit ? .atOnce : .after(core.pollMs)
    }
}
