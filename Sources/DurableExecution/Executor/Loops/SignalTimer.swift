import Synchronization

/// Sends signals at given times, with one timer for all of them. A clock that is set moves none of them.
///
/// By the machine's time the loops' own thread is the timer: a sleeping Swift task is woken on the threads that bodies share.
/// By another clock it is one sleeping Swift task.
final class SignalTimer: Sendable {
    private struct Entry {
        let signal: Signal
        var uptime: Int64
    }

    private struct State {
        /// One a signal; there are few.
        var entries: [Entry] = []
        var armedFor: Int64?
        var sleeper: Task<Void, Never>?
        var isStopped = false
    }

    private let clock: any DurableClock
    private let steppedClock: (any SteppedClock)?
    private let thread: LoopThread?
    /// Whether the thread is the timer.
    private let isThreadTimer: Bool
    private let state = Mutex(State())

    /// - Parameter thread: That of the loops; `nil` where they run on Swift's own.
    init(clock: any DurableClock, thread: LoopThread? = nil) {
        self.clock = clock
        steppedClock = clock as? any SteppedClock
        self.thread = thread
        isThreadTimer = thread != nil && clock is SystemDurableClock
        if isThreadTimer { thread?.onAlarm { [weak self] in self?.fire() } }
    }

    /// Sends the signal at this time of the wall clock, or earlier where it is already to be sent earlier.
    func send(_ signal: Signal, at time: Int64) {
        send(signal, atUptime: clock.uptime(at: time))
    }

    func send(_ signal: Signal, atUptime uptime: Int64) {
        steppedClock?.plan(atUptime: uptime)
        state.withLock { state in
            if state.isStopped { return }
            if let index = state.entries.firstIndex(where: { $0.signal === signal }) {
                if state.entries[index].uptime <= uptime { return }
                state.entries[index].uptime = uptime
            } else {
                state.entries.append(Entry(signal: signal, uptime: uptime))
            }
            if let armedFor = state.armedFor, armedFor <= uptime { return }
            arm(&state, for: uptime)
        }
    }

    /// Sends nothing any more, and returns once no Swift task is left.
    func stop() async {
        let sleeper = state.withLock { state in
            state.isStopped = true
            state.entries = []
            state.sleeper?.cancel()
            return state.sleeper
        }
        await sleeper?.value
    }

    private func arm(_ state: inout State, for uptime: Int64) {
        state.armedFor = uptime
        if isThreadTimer {
            thread?.setAlarm(in: .milliseconds(uptime.subtractingClamped(clock.uptime)))
            return
        }
        state.sleeper?.cancel()
        state.sleeper = Task(executorPreference: thread) { [self] in
            guard (try? await clock.sleep(untilUptime: uptime)) != nil else { return }
            fire()
        }
    }

    private func fire() {
        let now = clock.uptime
        let due = state.withLock { state in
            guard !state.isStopped else { return [Entry]() }
            let (due, others) = state.entries.partitioned { $0.uptime <= now }
            state.entries = others
            state.armedFor = nil
            if let next = others.map(\.uptime).min() { arm(&state, for: next) }
            return due
        }
        for entry in due { entry.signal.send() }
    }
}
