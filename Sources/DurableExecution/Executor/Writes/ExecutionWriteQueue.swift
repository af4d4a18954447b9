import Synchronization

/// A write about an execution that waits for its turn.
struct ExecutionWrite: Sendable {
    enum Purpose: Sendable {
        /// The end of a run; without a run if the row could not be read, so that there was nothing to run.
        case end(Run?)
        /// What a parent does once its children have finished, if that needs no run.
        case move(TaskExecution)
    }

    let purpose: Purpose
    var request: TaskExecutionUpdateRequest
    /// How often the storage failed to carry it out while it carried out others.
    var failures = 0

    /// What the storage has refused for good, if this is written in its place, and why.
    var refused: (request: TaskExecutionUpdateRequest, error: TaskExecutionRefusedError)?

    /// What was to be written in the first place.
    var original: ExecutionWrite {
        ExecutionWrite(purpose: purpose, request: refused?.request ?? request, failures: failures)
    }

    /// The run that it ends.
    var run: Run? {
        if case .end(let run) = purpose { run } else { nil }
    }
}

/// The writes about executions, in their order, and those that the storage did not take and that are tried again later.
final class ExecutionWriteQueue: Sendable {
    private struct Postponed {
        let write: ExecutionWrite
        var dueUptime: Int64
    }

    private struct State {
        var writes: [ExecutionWrite] = []
        var postponed: [Postponed] = []
        var areSomeUnderWay = false
    }

    private let state = Mutex(State())

    func append(_ write: ExecutionWrite) {
        state.withLock { $0.writes.append(write) }
    }

    /// Takes the first ones, which are under way until ``endRound()``; when there are none, postponed ones that are due.
    func beginRound(atMost limit: Int, atUptime uptime: Int64) -> [ExecutionWrite] {
        state.withLock { state in
            var first: [ExecutionWrite] = []
            // A copy of nothing would share the memory into which others append.
            if !state.writes.isEmpty {
                first = Array(state.writes.prefix(limit))
                state.writes.removeFirst(first.count)
            } else if !state.postponed.isEmpty {
                // A run that was settled in another way has nothing left to write.
                state.postponed.removeAll { $0.write.run?.isSettled == true }
                let (due, later) = state.postponed.partitioned { $0.dueUptime <= uptime }
                first = due.prefix(limit).map(\.write)
                state.postponed = due.dropFirst(limit) + later
            }
            state.areSomeUnderWay = !first.isEmpty
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

    func postpone(_ write: ExecutionWrite, untilUptime uptime: Int64) {
        state.withLock { state in
            state.postponed.removeAll { $0.write.request.executionID == write.request.executionID }
            state.postponed.append(Postponed(write: write, dueUptime: uptime))
        }
    }

    /// Makes the end of a run due now if it was postponed.
    ///
    /// - Returns: Whether it was.
    func hurry(_ run: Run, atUptime uptime: Int64) -> Bool {
        state.withLock { state in
            guard let index = state.postponed.firstIndex(where: { $0.write.run === run }) else { return false }
            state.postponed[index].dueUptime = uptime
            return true
        }
    }

    /// How many wait for their first try.
    var count: Int { state.withLock { $0.writes.count } }

    /// When the next postponed one is due.
    var nextDueUptime: Int64? { state.withLock { $0.postponed.lazy.map(\.dueUptime).min() } }

    /// Whether nothing waits and nothing is under way.
    var isDone: Bool { state.withLock { $0.writes.isEmpty && $0.postponed.isEmpty && !$0.areSomeUnderWay } }
}
