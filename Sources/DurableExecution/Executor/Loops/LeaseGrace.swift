import Synchronization

/// Keeps this executor from taking over what others are running when all leases seem to have run out at once: because the
/// clock was set forward, or because the machine slept. Whoever lives has renewed its leases after a third of one.
final class LeaseGrace: Sendable {
    private struct State {
        /// By how much the clock is ahead of its uptime.
        var lead: Int64
        var endUptime = Int64.min
    }

    private let clock: any DurableClock
    private let leaseMs: Int64
    private let state: Mutex<State>

    init(clock: any DurableClock, leaseMs: Int64) {
        self.clock = clock
        self.leaseMs = leaseMs
        state = Mutex(State(lead: clock.now.subtractingClamped(clock.uptime)))
    }

    /// The uptime until which nothing is to be taken over; `nil` where the leases that have run out at `now` can be trusted.
    func endUptime(at now: Int64) -> Int64? {
        let uptime = clock.uptime
        return state.withLock { state in
            let lead = now.subtractingClamped(uptime)
            if lead.subtractingClamped(state.lead) > leaseMs / 3 { state.endUptime = uptime.addingClamped(leaseMs) }
            state.lead = lead
            return state.endUptime > uptime ? state.endUptime : nil
        }
    }
}
