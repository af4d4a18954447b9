import Synchronization

/// Keeps this executor from taking over what others are running when their leases may have run out although they live: because
/// the clock was set forward, because the machine or this process stood still, or because the storage did. For one lease after
/// that nothing is taken over: by then the living have renewed their leases, and this executor its own.
final class LeaseGrace: Sendable {
    private struct State {
        /// By how much the clock is ahead of its uptime.
        var lead: Int64
        var lastSign: Int64
        var lastAnswer = Int64.min
        var endUptime = Int64.min
    }

    private let clock: any DurableClock
    private let leaseMs: Int64
    private let state: Mutex<State>

    init(clock: any DurableClock, leaseMs: Int64) {
        self.clock = clock
        self.leaseMs = leaseMs
        state = Mutex(State(lead: clock.now.subtractingClamped(clock.uptime), lastSign: clock.uptime))
    }

    /// The executor starts: what was before shows no standstill.
    func begin() {
        let uptime = clock.uptime
        state.withLock { $0.lastSign = uptime }
    }

    /// This process runs; to be called three times in a lease.
    func giveSign() {
        let uptime = clock.uptime
        state.withLock { giveSign(&$0, uptime) }
    }

    /// The storage has carried out what it was asked for at an uptime.
    func storageAnswered(after begin: Int64) {
        let uptime = clock.uptime
        state.withLock { state in
            state.lastAnswer = uptime
            if uptime.subtractingClamped(begin) > leaseMs / 3 { extend(&state, uptime) }
        }
    }

    /// The storage has carried out nothing of what a loop asked for since an uptime. What it refuses to one loop for longer than a
    /// lease, while it answers others, shows no standstill.
    func storageFailed(since begin: Int64) {
        let uptime = clock.uptime
        state.withLock { state in
            if state.lastAnswer < begin || uptime.subtractingClamped(begin) <= leaseMs { extend(&state, uptime) }
        }
    }

    /// The uptime until which nothing is to be taken over; `nil` where the leases that have run out at `now` can be trusted.
    func endUptime(at now: Int64) -> Int64? {
        let uptime = clock.uptime
        return state.withLock { state in
            giveSign(&state, uptime)
            let lead = now.subtractingClamped(uptime)
            if lead.subtractingClamped(state.lead) > leaseMs / 3 { extend(&state, uptime) }
            state.lead = lead
            return state.endUptime > uptime ? state.endUptime : nil
        }
    }

    private func giveSign(_ state: inout State, _ uptime: Int64) {
        if uptime.subtractingClamped(state.lastSign) > 2 * leaseMs / 3 { extend(&state, uptime) }
        state.lastSign = uptime
    }

    private func extend(_ state: inout State, _ uptime: Int64) { state.endUptime = uptime.addingClamped(leaseMs) }
}
