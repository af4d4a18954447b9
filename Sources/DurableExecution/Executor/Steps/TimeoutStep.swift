/// Ends the runs whose time is over.
struct TimeoutStep: LoopStep {
    let name = "timeouts"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        for run in core.deadlines.removeOverdue(at: core.clock.uptime) { core.timeOut(run) }
        return core.deadlines.next.map { .atUptime($0) } ?? .atSignal
    }
}
