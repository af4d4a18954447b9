public import DurableExecution
import Synchronization

/// A clock that stands still until you move it.
///
/// ```swift
/// let clock = ManualClock()
/// let executor = try DurableExecutor(storage: storage, clock: clock)
/// …
/// await clock.advance(by: .seconds(3600))   // everything due in this hour has happened, each at its time
/// ```
///
/// ``advance(by:)`` goes from one planned moment to the next (a start, a retry, a timeout, a lease, a poll, a sleep), and waits at
/// each until the executors that use the clock have done what is due. So time never passes while an executor is at work: no lease
/// runs out, and what a body plans from its own time on comes at the right time.
///
/// A body that waits for something other than the clock, such as a network, is waited for only for a moment of real time. If
/// such a body has to return before time goes on, wait for its result before you advance.
public final class ManualClock: SteppedClock {
    private struct Sleeper {
        /// When it wakes up.
        let uptime: Int64
        /// Is told whether the clock counts it among those that are waking up.
        let continuation: CheckedContinuation<Bool, any Error>
    }

    private struct Watcher {
        let isAwaited: @Sendable (Int64) -> Bool
        let continuation: CheckedContinuation<Int64?, Never>
    }

    private struct Worker {
        weak var worker: (any ClockedWorker)?
    }

    private struct State {
        var uptime: Int64
        /// By how much the clock is ahead of its uptime.
        var lead: Int64 = 0
        var nextID = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Whose Swift task was cancelled before it slept, or watched.
        var cancelled: Set<Int> = []
        /// Woken, and not yet back in their tasks.
        var waking = 0
        var watchers: [Int: Watcher] = [:]
        /// Uptimes to come at which an executor has something to do.
        var plans: Set<Int64> = []
        var workers: [Worker] = []
        /// How much was at work, and did not go on, when waiting for it was given up.
        var stuck = 0
        /// What bodies had done when the clock moved on last.
        var bodyCount = 0

        var now: Int64 { time(at: uptime) }

        func time(at uptime: Int64) -> Int64 {
            let (time, isNever) = uptime.addingReportingOverflow(lead)
            return isNever ? .max : time
        }

        func uptime(at time: Int64) -> Int64 {
            let (uptime, isNever) = time.subtractingReportingOverflow(lead)
            return isNever ? .max : uptime
        }

        /// Takes out those who wait for a moment that is planned now.
        mutating func takeWatchers(of uptime: Int64) -> [(Watcher, Int64)] {
            let time = time(at: uptime)
            let ids = watchers.filter { $0.value.isAwaited(time) }.map(\.key).sorted()
            return ids.compactMap { id in watchers.removeValue(forKey: id).map { ($0, time) } }
        }
    }

    private let state: Mutex<State>

    /// - Parameter now: Unix milliseconds.
    public init(now: Int64 = 1_000_000) {
        state = Mutex(State(uptime: now))
    }

    public var now: Int64 { state.withLock { $0.now } }

    /// What has passed by ``advance(by:)`` and ``jump(by:)``; ``set(to:)`` does not change it.
    public var uptime: Int64 { state.withLock { $0.uptime } }

    /// The times until which callers sleep, the earliest first, in Unix milliseconds.
    public var sleepers: [Int64] {
        state.withLock { state in state.sleepers.values.map { state.time(at: $0.uptime) }.sorted() }
    }

    // MARK: Moving

    /// Lets time pass, from one planned moment to the next, and returns when everything that was due has been done.
    ///
    /// - Parameter duration: Rounded down to whole milliseconds.
    public func advance(by duration: Duration) async {
        let end = state.withLock { $0.uptime.advanced(byClamped: duration) }
        await advance(toUptime: end)
    }

    /// Lets time pass until a later time in Unix milliseconds, as ``advance(by:)`` does; an earlier one changes nothing.
    public func advance(to time: Int64) async {
        let end = state.withLock { $0.uptime(at: time) }
        await advance(toUptime: end)
    }

    /// Lets time pass at once, as it does for a process that the system has stopped: whoever slept wakes up late.
    ///
    /// - Parameter duration: Rounded down to whole milliseconds.
    public func jump(by duration: Duration) {
        wake { $0.uptime.advanced(byClamped: duration) }
    }

    /// Moves to a later time in Unix milliseconds, as ``jump(by:)`` does; an earlier one changes nothing.
    public func jump(to time: Int64) {
        wake { $0.uptime(at: time) }
    }

    /// Sets the time as a user sets a clock, forward or back: no time passes by it, and nobody wakes up.
    ///
    /// - Parameter time: Unix milliseconds.
    public func set(to time: Int64) {
        state.withLock { $0.lead = time - $0.uptime }
    }

    private func advance(toUptime end: Int64) async {
        await settle()
        while let next = nextMoment(upTo: end) {
            wake { _ in next }
            await settle()
        }
        wake { _ in end }
        await settle()
    }

    private func nextMoment(upTo end: Int64) -> Int64? {
        state.withLock { state in
            let next = min(state.plans.min() ?? .max, state.sleepers.values.map(\.uptime).min() ?? .max)
            return next <= end && next < .max ? next : nil
        }
    }

    private func wake(upTo uptime: (State) -> Int64) {
        let due = state.withLock { state in
            state.uptime = max(state.uptime, uptime(state))
            let due = state.sleepers.filter { $0.value.uptime <= state.uptime }
            for id in due.keys { state.sleepers[id] = nil }
            state.plans = state.plans.filter { $0 > state.uptime }
            state.waking += due.count
            return due.values.sorted { $0.uptime < $1.uptime }
        }
        for sleeper in due { sleeper.continuation.resume(returning: true) }
    }

    // MARK: Waiting for what is due

    /// Returns once nothing is at work any more. What can't go on before the test does something is not waited for long.
    private func settle() async {
        var last = activity
        var lastChange = ContinuousClock.now
        var looks = 0
        while !Task.isCancelled {
            await Task.yield()
            let present = activity
            let hasSettled = state.withLock { state in
                state.stuck = min(state.stuck, present.work)
                return present.work <= state.stuck
            }
            let silence = ContinuousClock.now - lastChange
            if present != last {
                (last, lastChange, looks) = (present, .now, 0)
            } else if hasSettled ? silence >= allowance(for: present) : silence > .seconds(1) {
                state.withLock {
                    $0.stuck = present.work; $0.bodyCount = present.bodyCount
                }
                return
            }
            looks += 1
            if looks > 20 { try? await Task.sleep(for: .microseconds(100)) }
        }
    }

    private var activity: ClockedActivity {
        let (workers, waking) = state.withLock { state in
            state.workers.removeAll { $0.worker == nil }
            return (state.workers.compactMap(\.worker), state.waking)
        }
        var activity = ClockedActivity()
        activity.work = waking
        for worker in workers { activity += worker.activity }
        return activity
    }

    /// For how long to look whether more happens: bodies that have just run may wait for something that takes real time.
    private func allowance(for activity: ClockedActivity) -> Duration {
        state.withLock { state in
            let sleepingBodies = state.sleepers.count - state.workers.count
            let haveBodiesRun = activity.bodyCount != state.bodyCount
            return haveBodiesRun && activity.bodies > sleepingBodies ? .milliseconds(5) : .zero
        }
    }

    package func join(_ worker: any ClockedWorker) {
        state.withLock { $0.workers.append(Worker(worker: worker)) }
    }

    package func plan(atUptime time: Int64) {
        let watchers = state.withLock { state -> [(Watcher, Int64)] in
            guard time > state.uptime, time < .max, state.plans.insert(time).inserted else { return [] }
            return state.takeWatchers(of: time)
        }
        for (watcher, time) in watchers { watcher.continuation.resume(returning: time) }
    }

    // MARK: Sleeping

    public func sleep(until time: Int64) async throws {
        try await sleep { $0.uptime(at: time) }
    }

    public func sleep(untilUptime time: Int64) async throws {
        try await sleep { _ in time }
    }

    private func sleep(until uptime: (State) -> Int64) async throws {
        let id = newID()
        defer { _ = state.withLock { $0.cancelled.remove(id) } }
        try await withTaskCancellationHandler {
            let wasWoken = try await withCheckedThrowingContinuation { add(id, until: uptime, $0) }
            if wasWoken { state.withLock { $0.waking -= 1 } }
        } onCancel: {
            cancel(id)
        }
    }

    private func newID() -> Int {
        state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
    }

    // MARK: Watching

    /// Returns once somebody sleeps until exactly this time, or an executor has planned something for it; at once if it has come
    /// already, or if the calling Swift task is cancelled.
    ///
    /// - Parameter time: Unix milliseconds.
    public func sleeper(until time: Int64) async {
        if now >= time { return }
        await sleeper { $0 == time }
    }

    /// Returns once somebody sleeps until a time that meets the condition, or an executor has planned something for one.
    ///
    /// - Returns: The first such time in Unix milliseconds; `nil` if the calling Swift task is cancelled.
    @discardableResult
    public func sleeper(where isAwaited: @escaping @Sendable (Int64) -> Bool) async -> Int64? {
        let id = newID()
        defer { _ = state.withLock { $0.cancelled.remove(id) } }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Int64?? in
                    if state.cancelled.contains(id) { return .some(nil) }
                    let moments = state.sleepers.values.map(\.uptime) + state.plans
                    if let time = moments.map(state.time(at:)).sorted().first(where: isAwaited) { return time }
                    state.watchers[id] = Watcher(isAwaited: isAwaited, continuation: continuation)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let watcher = state.withLock { state in
                let watcher = state.watchers.removeValue(forKey: id)
                if watcher == nil { state.cancelled.insert(id) }
                return watcher
            }
            watcher?.continuation.resume(returning: nil)
        }
    }

    private enum Beginning {
        case asleep([(Watcher, Int64)])
        case due
        case cancelled
    }

    private func add(_ id: Int, until uptime: (State) -> Int64, _ continuation: CheckedContinuation<Bool, any Error>) {
        let beginning = state.withLock { state -> Beginning in
            if state.cancelled.contains(id) { return .cancelled }
            let sleeper = Sleeper(uptime: uptime(state), continuation: continuation)
            if sleeper.uptime <= state.uptime { return .due }
            state.sleepers[id] = sleeper
            return .asleep(state.takeWatchers(of: sleeper.uptime))
        }
        switch beginning {
        case .asleep(let watchers):
            for (watcher, time) in watchers { watcher.continuation.resume(returning: time) }
        case .due: continuation.resume(returning: false)
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

extension Int64 {
    /// Later by whole milliseconds, or at the nearest time there is.
    fileprivate func advanced(byClamped duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (whole, isLarge) = seconds.multipliedReportingOverflow(by: 1000)
        if isLarge { return seconds < 0 ? self : .max }
        let (sum, isOver) = addingReportingOverflow(whole + attoseconds / 1_000_000_000_000_000)
        return isOver ? (seconds < 0 ? self : .max) : sum
    }
}
