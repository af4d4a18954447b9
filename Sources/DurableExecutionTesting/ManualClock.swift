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
        let time: Int64
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let isAwaited: @Sendable (Int64) -> Bool
        let continuation: CheckedContinuation<Int64, Never>
    }

    private struct State {
        var now: Int64
        var nextId = 0
        var sleepers: [Int: Sleeper] = [:]
        var watchers: [Watcher] = []
    }

    private let state: Mutex<State>

    /// - Parameter now: Unix milliseconds.
    public init(now: Int64 = 1_000_000) {
        state = Mutex(State(now: now))
    }

    public var now: Int64 { state.withLock { $0.now } }

    /// Until when somebody sleeps, the earliest first.
    public var sleepers: [Int64] {
        state.withLock { $0.sleepers.values.map(\.time).sorted() }
    }

    /// Moves the time on, by whole milliseconds, and wakes those whose time has come.
    public func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        advance(to: now + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    /// Moves the time to a later one in Unix milliseconds; an earlier one changes nothing.
    public func advance(to time: Int64) {
        let due = state.withLock { state in
            state.now = max(state.now, time)
            let due = state.sleepers.filter { $0.value.time <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.time < $1.time }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    public func sleep(until time: Int64) async throws {
        let id = state.withLock { state in
            state.nextId += 1
            return state.nextId
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(id, Sleeper(time: time, continuation: $0)) }
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
                let time = state.sleepers.values.map(\.time).sorted().first(where: isAwaited)
                if time == nil { state.watchers.append(Watcher(isAwaited: isAwaited, continuation: continuation)) }
                return time
            }
            if let time { continuation.resume(returning: time) }
        }
    }

    private func add(_ id: Int, _ sleeper: Sleeper) {
        let (isDue, watchers) = state.withLock { state in
            if sleeper.time <= state.now { return (true, [Watcher]()) }
            state.sleepers[id] = sleeper
            let watchers = state.watchers.filter { $0.isAwaited(sleeper.time) }
            state.watchers.removeAll { $0.isAwaited(sleeper.time) }
            return (false, watchers)
        }
        for watcher in watchers { watcher.continuation.resume(returning: sleeper.time) }
        if isDue { sleeper.continuation.resume() }
        // The cancellation may have come before there was a sleeper to wake.
        if Task.isCancelled { wake(id, throwing: CancellationError()) }
    }

    private func wake(_ id: Int, throwing error: any Error) {
        state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: error)
    }
}
