import Synchronization

/// When the runs time out: one queue for all of them.
///
/// It holds ids and not runs: runs that end in time stay in the queue for a while, and their inputs may be large.
final class RunDeadlines: Sendable {
    private struct State {
        var queue = MinHeap<String>()
        var limit = 1024
    }

    private let runs: RunRegistry
    private let state = Mutex(State())

    init(of runs: RunRegistry) {
        self.runs = runs
    }

    func insert(_ new: [Run]) {
        state.withLock { state in
            for run in new { state.queue.insert(run.execution.executionID, at: run.deadline) }
            guard state.queue.count > state.limit else { return }
            // Sweeping when the queue has doubled costs little a run.
            state.queue.removeAll { time, id in unsettledRun(id, until: time) == nil }
            state.limit = max(1024, 2 * state.queue.count)
        }
    }

    /// Takes out the runs whose time is over and whose end is not stored.
    func removeOverdue(at now: Int64) -> [Run] {
        state.withLock { state in
            var overdue: [Run] = []
            while let (time, id) = state.queue.first {
                let run = unsettledRun(id, until: time)
                guard time <= now || run == nil else { break }
                state.queue.removeFirst()
                if let run { overdue.append(run) }
            }
            return overdue
        }
    }

    var next: Int64? {
        state.withLock { $0.queue.first?.time }
    }

    private func unsettledRun(_ executionID: String, until deadline: Int64) -> Run? {
        guard let run = runs[executionID], run.deadline == deadline, !run.isSettled else { return nil }
        return run
    }
}
