/// Ends the sleeping tasks that nobody has woken in time.
struct SleepTimeoutStep: LoopStep {
    let name = "sleep_timeouts"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        let now = core.clock.now
        let limit = core.configuration.batchSize
        var update = TaskExecutionUpdate(to: .timedOut, at: now)
        update.error = .set(
            TaskExecutionError(
                kind: .timedOut, message: "nobody woke the sleeping task before its timeout", isRetryable: false
            )
        )
        let selected = try await core.storage.updateAndReturn(
            .expired(status: .running, isSleepingTask: true, expiresAtLessThan: now.addingClamped(1)), limit: limit,
            update: update
        )
        for execution in selected.executions { core.finished(execution, update) }
        if !selected.undecodable.isEmpty { core.signals.closePreparation.send() }
        if selected.executions.count + selected.undecodable.count >= limit { return .atOnce }
        return .after(core.pollMs, orAt: core.sleepTimeouts.next(after: now))
    }
}
