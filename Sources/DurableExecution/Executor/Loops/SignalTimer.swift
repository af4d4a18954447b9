import Synchronization

/// Sends signals at given times, with one sleeping Swift task for all of them. A clock that is set moves none of them.
final class SignalTimer: Sendable {
    private struct Entry {
        let signal: Signal
        let uptime: Int64
    }

    private struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        var armedFor: Int64?
        var sleeper: Task<Void, Never>?
        var isStopped = false
    }

    private let clock: any DurableClock
    private let state = Mutex(State())

    init(clock: any DurableClock) {
        self.clock = clock
    }

    /// Sends the signal at this time, or earlier where it is already to be sent earlier.
    func send(_ signal: Signal, at time: Int64) {
        let uptime = clock.uptime(at: time)
        state.withLock { state in
            let id = ObjectIdentifier(signal)
            if state.isStopped { return }
            if let entry = state.entries[id], entry.uptime <= uptime { return }
            state.entries[id] = Entry(signal: signal, uptime: uptime)
            if let armedFor = state.armedFor, armedFor <= uptime { return }
            arm(&state, for: uptime)
        }
    }

    /// Sends nothing any more, and returns once no Swift task is left.
    func stop() async {
        let sleeper = state.withLock { state in
            state.isStopped = true
            state.entries = [:]
            state.sleeper?.cancel()
            return state.sleeper
        }
        await sleeper?.value
    }

    private func arm(_ state: inout State, for uptime: Int64) {
        state.sleeper?.cancel()
        state.armedFor = uptime
        state.sleeper = Task {
            guard (try? await clock.sleep(until: clock.time(atUptime: uptime))) != nil else { return }
            fire()
        }
    }

    private func fire() {
        let now = clock.uptime
        let due = state.withLock { state in
            guard !state.isStopped else { return [Entry]() }
            let due = state.entries.values.filter { $0.uptime <= now }
            for entry in due { state.entries[ObjectIdentifier(entry.signal)] = nil }
            state.armedFor = nil
            if let next = state.entries.values.map(\.uptime).min() { arm(&state, for: next) }
            return due
        }
        for entry in due { entry.signal.send() }
    }
}
