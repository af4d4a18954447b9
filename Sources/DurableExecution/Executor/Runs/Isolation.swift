import Synchronization

/// Keeps executions that may be what ends their processes apart from all others: a suspect begins only when nothing else
/// runs in its executor, and while it runs nothing else begins, though for no longer than one lease.
///
/// A suspect that runs for longer than that then runs beside others, so that a long execution that was recovered for other
/// reasons holds up nothing; and if what runs already takes longer than that, a suspect begins beside it.
final class Isolation: Sendable {
    enum Admission: Sendable, Equatable {
        /// Anything may begin.
        case open
        /// Only what is first in line may begin, which may be a suspect.
        case one
        /// Nothing may begin before this uptime, unless a run ends.
        case closed(untilUptime: Int64)
    }

    private enum Suspect {
        case none
        /// About to begin.
        case beginning
        case running(Run, untilUptime: Int64)
    }

    /// Who takes executions to begin them.
    enum Taker: Sendable {
        case claim
        case parents

        fileprivate var other: Taker { self == .claim ? .parents : .claim }
    }

    private struct State {
        var suspect = Suspect.none
        /// Until when suspects that were found wait for the end of what runs.
        var waitEnds: [Taker: Int64] = [:]
        /// Whose last one was a suspect, after which others are likely to come.
        var takersOfSuspects: Set<Taker> = []
    }

    private let windowMs: Int64
    private let state = Mutex(State())
    /// Few executors ever find a suspect.
    private let hasBegun = Atomic(false)

    init(windowMs: Int64) {
        self.windowMs = windowMs
    }

    /// Whether a suspect was ever found here, so that the end of a run may let something begin.
    var isInUse: Bool { hasBegun.load(ordering: .relaxed) }

    /// What may begin now.
    func admission(for taker: Taker, isIdle: @autoclosure () -> Bool, atUptime uptime: Int64) -> Admission {
        guard isInUse else { return .open }
        return state.withLock { state in
            if let end = runEnd(of: state.suspect, uptime) { return .closed(untilUptime: end) }
            if let end = state.waitEnds[taker] { return isIdle() || uptime >= end ? .one : .closed(untilUptime: end) }
            if let end = state.waitEnds[taker.other], uptime < end { return .closed(untilUptime: end) }
            return state.takersOfSuspects.contains(taker) ? .one : .open
        }
    }

    /// Whether a suspect runs here beside which nothing may begin.
    func hasSuspectAlone(atUptime uptime: Int64) -> Bool {
        isInUse && state.withLock { runEnd(of: $0.suspect, uptime) != nil }
    }

    /// Whether a suspect may begin now; then it has to, or to be called off.
    func beginSuspect(of taker: Taker, isIdle: Bool, atUptime uptime: Int64) -> Bool {
        hasBegun.store(true, ordering: .relaxed)
        return state.withLock { state in
            let waitEnd = state.waitEnds[taker]
            guard runEnd(of: state.suspect, uptime) == nil, isIdle || waitEnd.map({ $0 <= uptime }) == true else {
                state.waitEnds[taker] = waitEnd ?? uptime.addingClamped(windowMs)
                return false
            }
            state.suspect = .beginning
            state.waitEnds[taker] = nil
            state.takersOfSuspects.insert(taker)
            return true
        }
    }

    /// - Parameter run: `nil` if the suspect has ended already, or was called off.
    func suspectBegan(_ run: Run?, atUptime uptime: Int64) {
        state.withLock { state in
            state.suspect = run.map { .running($0, untilUptime: uptime.addingClamped(windowMs)) } ?? .none
        }
    }

    /// What is first in line is no suspect, or nothing is.
    ///
    /// - Returns: Whether the other taker waited for that.
    func foundNoSuspect(_ taker: Taker) -> Bool {
        guard isInUse else { return false }
        return state.withLock { state in
            state.takersOfSuspects.remove(taker)
            return state.waitEnds.removeValue(forKey: taker) != nil
        }
    }

    private func runEnd(of suspect: Suspect, _ uptime: Int64) -> Int64? {
        switch suspect {
        case .none: nil
        case .beginning: uptime.addingClamped(1)
        case .running(let run, let end): run.isOver || uptime >= end ? nil : end
        }
    }
}

extension TaskExecution {
    /// Whether so many executors in a row died while they ran it that it may be why. One death may be the fault of another.
    func isSuspect(maxRecoveries: Int) -> Bool {
        recoveries >= max(1, min(2, maxRecoveries))
    }
}
