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
        var nextID = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Whose Swift task was cancelled before it slept.
        var cancelled: Set<Int> = []
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
        advance { $0.uptime + seconds * 1000 + attoseconds / 1_000_000_000_000_000 }
    }

    /// Moves the time to a later one in Unix milliseconds; an earlier one changes nothing.
    public func advance(to time: Int64) {
        advance { $0.uptime(at: time) }
    }

    private func advance(to uptime: (State) -> Int64) {
        let due = state.withLock { state in
            state.uptime = max(state.uptime, uptime(state))
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
        try await sleep { $0.uptime(at: time) }
    }

    public func sleep(untilUptime time: Int64) async throws {
        try await sleep { _ in time }
    }

    private func sleep(until uptime: (State) -> Int64) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        defer { _ = state.withLock { $0.cancelled.remove(id) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(id, until: uptime, $0) }
        } onCancel: {
            cancel(id)
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

    private enum Beginning {
        case asleep(until: Int64, [Watcher])
        case due
        case cancelled
    }

    private func add(_ id: Int, until uptime: (State) -> Int64, _ continuation: CheckedContinuation<Void, any Error>) {
        let beginning = state.withLock { state -> Beginning in
            if state.cancelled.contains(id) { return .cancelled }
            let sleeper = Sleeper(uptime: uptime(state), continuation: continuation)
            if sleeper.uptime <= state.uptime { return .due }
            state.sleepers[id] = sleeper
            let time = state.time(of: sleeper)
            let watchers = state.watchers.filter { $0.isAwaited(time) }
            state.watchers.removeAll { $0.isAwaited(time) }
            return .asleep(until: time, watchers)
        }
        switch beginning {
        case .asleep(let time, let watchers): for watcher in watchers { watcher.continuation.resume(returning: time) }
        case .due: continuation.resume()
        case .cancelled: continuation.resume(throwing: CancellationError())
        }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state in
            let sleeper = state.sleepers.removeValue(forKey: id)
            if sleeper == nil { state.cancelled.insert(id) }
            return sleeper
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }
}
