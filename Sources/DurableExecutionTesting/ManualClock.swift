public import DurableExecution
import Synchronization

/// A clock that stands still until it is moved by hand.
///
/// ```swift
/// let clock = ManualClock()
/// let executor = try DurableExecutor(storage: storage, clock: clock)
/// …
/// await clock.sleeper(until: clock.now + 100)   // the retry is planned
/// clock.advance(by: .milliseconds(100))         // and now it is due
/// ```
public final class ManualClock: DurableClock {
    private struct Sleeper {
        /// When it wakes up.
        let uptime: Int64
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let isAwaited: @Sendable (Int64) -> Bool
        let continuation: CheckedContinuation<Int64, Never>
    }

    private struct State {
        var uptime: Int64
        /// By how much the clock is ahead of its uptime.
        var lead: Int64 = 0
        var nextId = 0
        var sleepers: [Int: Sleeper] = [:]
        var watchers: [Watcher] = []

        var now: Int64 { uptime + lead }

        func time(of sleeper: Sleeper) -> Int64 {
            let (time, isNever) = sleeper.uptime.addingReportingOverflow(lead)
            return isNever ? .max : time
        }

        func uptime(at time: Int64) -> Int64 {
            let (uptime, isNever) = time.subtractingReportingOverflow(lead)
            return isNever ? .max : uptime
        }
    }

    private let state: Mutex<State>

    /// - Parameter now: Unix milliseconds.
    public init(now: Int64 = 1_000_000) {
        state = Mutex(State(uptime: now))
    }

    public var now: Int64 { state.withLock { $0.now } }

    /// What has passed by ``advance(by:)`` and ``advance(to:)``; ``set(to:)`` does not change it.
    public var uptime: Int64 { state.withLock { $0.uptime } }

    /// Until when somebody sleeps, the earliest first.
    public var sleepers: [Int64] {
        state.withLock { state in state.sleepers.values.map(state.time(of:)).sorted() }
    }

    /// Moves the time on, by whole milliseconds, and wakes those whose time has come.
    public func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        advance(to: now + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    /// Moves the time to a later one in Unix milliseconds; an earlier one changes nothing.
    public func advance(to time: Int64) {
        let due = state.withLock { state in
            state.uptime = max(state.uptime, state.uptime(at: time))
            let due = state.sleepers.filter { $0.value.uptime <= state.uptime }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.uptime < $1.uptime }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Sets the time as somebody sets a clock, forward or back: no time passes by it, and nobody wakes up.
    ///
    /// - Parameter time: Unix milliseconds.
    public func set(to time: Int64) {
        state.withLock { $0.lead = time - $0.uptime }
    }

    public func sleep(until time: Int64) async throws {
        let id = state.withLock { state in
            state.nextId += 1
            return state.nextId
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(id, until: time, $0) }
        } onCancel: {
            wake(id, throwing: CancellationError())
        }
    }

    /// Returns once somebody sleeps until exactly this time.
    public func sleeper(until time: Int64) async {
        _ = await sleeper { $0 == time }
    }

    /// Returns once somebody sleeps until a time that meets the condition, with the first such time.
    @discardableResult
    public func sleeper(where isAwaited: @escaping @Sendable (Int64) -> Bool) async -> Int64 {
        await withCheckedContinuation { continuation in
            let time = state.withLock { state in
                let time = state.sleepers.values.map(state.time(of:)).sorted().first(where: isAwaited)
                if time == nil { state.watchers.append(Watcher(isAwaited: isAwaited, continuation: continuation)) }
                return time
            }
            if let time { continuation.resume(returning: time) }
        }
    }

    private func add(_ id: Int, until time: Int64, _ continuation: CheckedContinuation<Void, any Error>) {
        let (isDue, watchers) = state.withLock { state in
            if time <= state.now { return (true, [Watcher]()) }
            state.sleepers[id] = Sleeper(uptime: state.uptime(at: time), continuation: continuation)
            let watchers = state.watchers.filter { $0.isAwaited(time) }
            state.watchers.removeAll { $0.isAwaited(time) }
            return (false, watchers)
        }
        for watcher in watchers { watcher.continuation.resume(returning: time) }
        if isDue { continuation.resume() }
        // The cancellation may have come before there was a sleeper to wake.
        if Task.isCancelled { wake(id, throwing: CancellationError()) }
    }

    private func wake(_ id: Int, throwing error: any Error) {
        state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: error)
    }
}
