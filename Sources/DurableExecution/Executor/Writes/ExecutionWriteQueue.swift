import Synchronization

/// A write about an execution that waits for its turn.
struct ExecutionWrite: Sendable {
    enum Purpose: Sendable {
        /// The end of a run; without a run where the row could not be read, so that there was nothing to run.
        case end(Run?)
        case renewal(Run)
        /// What a parent does once its children have finished, where no run is needed for it.
        case move(TaskExecution)
    }

    let purpose: Purpose
    let request: TaskExecutionUpdateRequest

    var renewedRun: Run? {
        if case .renewal(let run) = purpose { run } else { nil }
    }
}

/// The writes about executions, in their order. All go through here, so that a renewal that finds nothing to renew is known
/// to come after the end of its run, if that was this executor's own doing.
final class ExecutionWriteQueue: Sendable {
    private struct State {
        var writes: [ExecutionWrite] = []
        var areSomeUnderWay = false
    }

    private let state = Mutex(State())

    func append(_ new: [ExecutionWrite]) {
        state.withLock { $0.writes.append(contentsOf: new) }
    }

    func append(_ write: ExecutionWrite) {
        state.withLock { $0.writes.append(write) }
    }

    /// Takes the first ones, which are under way until ``endRound()``.
    func beginRound(atMost limit: Int) -> [ExecutionWrite] {
        state.withLock { state in
            // A copy of nothing would share the memory into which others append.
            if state.writes.isEmpty {
                state.areSomeUnderWay = false
                return []
            }
            let first = Array(state.writes.prefix(limit))
            state.writes.removeFirst(first.count)
            state.areSomeUnderWay = true
            return first
        }
    }

    /// Those taken last are stored, or were put back.
    func endRound() {
        state.withLock { $0.areSomeUnderWay = false }
    }

    func putBack(_ old: [ExecutionWrite]) {
        state.withLock { $0.writes.insert(contentsOf: old, at: 0) }
    }

    /// How many wait; others may be under way.
    var count: Int { state.withLock { $0.writes.count } }

    /// Whether nothing waits and nothing is under way.
    var isDone: Bool { state.withLock { $0.writes.isEmpty && !$0.areSomeUnderWay } }
}
