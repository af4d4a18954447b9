import Synchronization

/// The completions that have to be looked up in the storage, because another process may finish them. Its times are uptimes.
final class WatchedCompletions: Sendable {
    private struct State {
        /// Not looked up yet, and perhaps finished long ago.
        var unseen: [Completion] = []
        /// Looked up now and then, the one whose turn it is first.
        var seen: [Completion] = []
        var nextPoll: Int64?
        var polls = 0
    }

    private let state = Mutex(State())

    /// - Returns: When to look: `nil` is at once.
    func insert(_ completion: Completion, nextPoll: Int64, isElsewhere: Bool) -> Int64? {
        state.withLock { state in
            if state.nextPoll == nil { state.nextPoll = nextPoll }
            guard completion.isEnqueuedHere, !isElsewhere else {
                state.unseen.append(completion)
                return nil
            }
            state.seen.append(completion)
            return state.nextPoll
        }
    }

    /// Has completions looked up at once.
    func insertUnseen(_ completions: [Completion]) {
        state.withLock { $0.unseen += completions }
    }

    func takeUnseen() -> [Completion] {
        state.withLock { state in
            defer { state.unseen = [] }
            return state.unseen
        }
    }

    /// Nothing before the time of the next poll, which then is moved on.
    ///
    /// - Returns: Also whether it is the turn to see which executions are still there at all.
    func takeSeen(at now: Int64, pollMs: Int64) -> (seen: [Completion], isThorough: Bool) {
        state.withLock { state in
            guard let nextPoll = state.nextPoll, nextPoll <= now else { return ([], false) }
            state.nextPoll = now.addingClamped(pollMs)
            state.polls += 1
            defer { state.seen = [] }
            return (state.seen, state.polls.isMultiple(of: 20))
        }
    }

    func putBack(unseen: [Completion] = [], seen: [Completion] = []) {
        state.withLock { state in
            state.unseen += unseen
            state.seen += seen
        }
    }

    /// Moves the next poll to a time, unless it comes earlier anyway.
    func pollNext(at time: Int64) {
        state.withLock { state in
            if let nextPoll = state.nextPoll { state.nextPoll = min(nextPoll, time) }
        }
    }

    /// When to poll next; `nil` where nothing is watched.
    func nextPoll() -> Int64? {
        state.withLock { state in
            if state.unseen.isEmpty, state.seen.isEmpty { state.nextPoll = nil }
            return state.nextPoll
        }
    }

    var count: Int { state.withLock { $0.unseen.count + $0.seen.count } }

    func removeAll() {
        // Released after the lock.
        _ = state.withLock { state in
            defer { state = State() }
            return state
        }
    }
}
