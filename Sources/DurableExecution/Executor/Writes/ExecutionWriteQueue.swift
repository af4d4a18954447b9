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
    private let writes = Mutex<[ExecutionWrite]>([])

    func append(_ new: [ExecutionWrite]) {
        writes.withLock { $0.append(contentsOf: new) }
    }

    func append(_ write: ExecutionWrite) {
        writes.withLock { $0.append(write) }
    }

    func removeFirst(_ limit: Int) -> [ExecutionWrite] {
        writes.withLock { writes in
            guard writes.count > limit else {
                defer { writes = [] }
                return writes
            }
            defer { writes.removeFirst(limit) }
            return Array(writes.prefix(limit))
        }
    }

    func putBack(_ old: [ExecutionWrite]) {
        writes.withLock { $0.insert(contentsOf: old, at: 0) }
    }

    var count: Int { writes.withLock { $0.count } }
}
