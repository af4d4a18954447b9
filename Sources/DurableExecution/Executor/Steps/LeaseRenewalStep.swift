/// Renews the leases of the runs, three times in the duration of a lease.
///
/// Runs that have just begun are left for the next round: most have ended by then.
struct LeaseRenewalStep: LoopStep {
    let name = "leases"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        let now = core.clock.now
        var update = TaskExecutionUpdate(updatedAt: now)
        update.expiresAt = .set(now.addingClamped(core.leaseMs))
        let renewals = core.runs.all
            .filter { $0.beginRenewal(ifLeasedBefore: now.subtractingClamped(core.leaseMs / 6)) }
            .map { run in
                let request = TaskExecutionUpdateRequest(
                    executionId: run.execution.executionId, filters: core.runningHere, update: update
                )
                return RunWrite(run: run, purpose: .renewal, request: request)
            }
        if !renewals.isEmpty {
            core.writes.append(renewals)
            core.signals.runWrites.send()
        }
        return .at(now.addingClamped(core.leaseMs / 3))
    }
}
