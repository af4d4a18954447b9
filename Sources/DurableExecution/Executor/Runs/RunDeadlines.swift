import Synchronization

/// When the active runs time out: one queue for all of them.
final class RunDeadlines: Sendable {
    private struct State {
        var queue = MinHeap<Run>()
        var limit = 1024
    }

    private let state = Mutex(State())

    func insert(_ runs: [Run]) {
        state.withLock { state in
            for run in runs { state.queue.insert(run, at: run.deadline) }
            guard state.queue.count > state.limit else { return }
            // Runs that end in time stay in the queue; sweeping when it has doubled costs little a run.
            state.queue.removeAll { !$0.isActive }
            state.limit = max(1024, 2 * state.queue.count)
        }
    }

    /// Takes out the active runs whose time is over.
    func removeOverdue(at now: Int64) -> [Run] {
        state.withLock { state in
            var overdue: [Run] = []
            while let first = state.queue.first, first.time <= now || !first.element.isActive {
                state.queue.removeFirst()
                if first.element.isActive { overdue.append(first.element) }
            }
            return overdue
        }
    }

    var next: Int64? {
        state.withLock { $0.queue.first?.time }
    }
}
