import Logging

extension ExecutorCore {
    /// Whether nothing runs here, and nothing that ran is still to be stored.
    var isIdle: Bool { runs.isEmpty && runs.runningBodies == 0 }

    /// What may begin now.
    func admission(for taker: Isolation.Taker) -> Isolation.Admission {
        isolation.admission(for: taker, isIdle: isIdle, atUptime: clock.uptime)
    }

    /// Gives back those of the executions that were taken which may not begin now: suspects among others, and others beside a
    /// suspect.
    ///
    /// - Parameter release: The write that gives one back.
    /// - Returns: Those that begin: either one suspect, to be followed by a call of ``Isolation/suspectBegan(_:atUptime:)``, or
    ///   no suspect.
    func isolating(
        _ taken: [TaskExecution], of taker: Isolation.Taker,
        release: (TaskExecution) -> TaskExecutionUpdateRequest
    ) async -> (executions: [TaskExecution], isSuspect: Bool) {
        let maxRecoveries = configuration.maxRecoveries
        let (suspects, others) = taken.partitioned { $0.isSuspect(maxRecoveries: maxRecoveries) }
        var admitted = others
        var isSuspect = false
        if suspects.isEmpty, isolation.foundNoSuspect(taker) { runHasEnded() }
        if isolation.hasSuspectAlone(atUptime: clock.uptime) {
            // It has begun since these were asked for.
            admitted = []
        } else if !suspects.isEmpty,
            isolation.beginSuspect(of: taker, isIdle: isIdle && others.isEmpty, atUptime: clock.uptime)
        {
            admitted = [suspects[0]]
            isSuspect = true
        }
        if admitted.count == taken.count { return (admitted, isSuspect) }
        let ids = Set(admitted.map(\.executionID))
        let released = taken.filter { !ids.contains($0.executionID) }
        do {
            // Before anything begins, which may end this process.
            try await update(released.map(release)) { _, _ in }
        } catch {
            logger.warning(
                "executions could not be given back, and are recovered when their lease has run out",
                metadata: ["count": .stringConvertible(released.count), "error": "\(error)"]
            )
        }
        return (admitted, isSuspect)
    }

    /// Lets what waits for the end of a run, or for a suspect, look again.
    func runHasEnded() {
        guard isolation.isInUse else { return }
        signals.claim.send()
        signals.parents.send()
    }
}
