/// Renews the leases of the runs, three times in the duration of a lease.
///
/// Runs that have just begun are left for the next round: most have ended by then.
struct LeaseRenewalStep: LoopStep {
    let name = "leases"
    let core: ExecutorCore

    var showsStandstills: Bool { !core.runs.isEmpty }

    func round() async throws -> NextRound {
        core.leaseGrace.giveSign()
        let (now, uptime) = (core.clock.now, core.clock.uptime)
        let renewals = core.runs.all
            .filter { $0.beginRenewal(ifOlderThanMs: core.leaseMs / 6, atUptime: uptime) }
            .map { ExecutionWrite(purpose: .renewal($0), request: core.renewal(of: $0, at: now)) }
        if !renewals.isEmpty {
            core.writes.append(renewals)
            core.signals.writes.send()
        }
        try await core.takeBackMistakenTakeovers()
        return .after(core.leaseMs / 3)
    }
}
