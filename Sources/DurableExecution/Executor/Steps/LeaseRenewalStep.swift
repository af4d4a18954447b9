import Logging

/// Renews the leases of the runs, three times in the duration of a lease, with calls of its own: no other write delays it.
///
/// Runs that have just begun are left for the next round: most have ended by then.
struct LeaseRenewalStep: LoopStep {
    let name = "leases"
    let core: ExecutorCore

    private static let maxRenewalsPerCall = 1000

    var showsStandstills: Bool { !core.runs.isEmpty }

    func round() async throws -> NextRound {
        core.leaseGrace.giveSign()
        let uptime = core.clock.uptime
        let runs = core.runs.all.filter { $0.beginRenewal(ifOlderThanMs: core.leaseMs / 6, atUptime: uptime) }
        // What an error leaves open is renewed in the next round.
        defer { for run in runs { run.endRenewal(wasStored: false) } }
        for start in stride(from: 0, to: runs.count, by: Self.maxRenewalsPerCall) {
            try await renew(Array(runs[start..<min(start + Self.maxRenewalsPerCall, runs.count)]))
        }
        try await core.takeBackMistakenTakeovers()
        return .after(core.leaseMs / 3)
    }

    private func renew(_ runs: [Run]) async throws {
        let now = core.clock.now
        var notRenewed: [Run] = []
        try await core.update(runs.map { core.renewal(of: $0, at: now) }) { position, result in
            let run = runs[position]
            switch result {
            case .success(let wasStored):
                run.endRenewal(wasStored: wasStored)
                if !wasStored { notRenewed.append(run) }
            case .failure(let error):
                core.logger.warning(
                    "the storage refuses to renew the lease of an execution, which another executor may take over",
                    metadata: ["execution_id": .string(run.execution.executionID), "error": "\(error)"]
                )
            }
        }
        await core.lookUpNotRenewed(notRenewed)
    }
}
