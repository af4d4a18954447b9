import Synchronization

/// A write about a run that waits for its turn.
struct RunWrite: Sendable {
    enum Purpose: Sendable {
        case end
        case renewal
    }

    /// `nil` where the row could not be read, so that there was nothing to run.
    let run: Run?
    let purpose: Purpose
    let request: TaskExecutionUpdateRequest
}

/// The writes about runs, in their order. All go through here, so that a renewal that finds nothing to renew is known to
/// come after the end of its run, if that was this executor's own doing.
final class RunWriteQueue: Sendable {
    private let writes = Mutex<[RunWrite]>([])

    func append(_ new: [RunWrite]) {
        writes.withLock { $0.append(contentsOf: new) }
    }

    func append(_ write: RunWrite) {
        writes.withLock { $0.append(write) }
    }

    func removeFirst(_ limit: Int) -> [RunWrite] {
        writes.withLock { writes in
            guard writes.count > limit else {
                defer { writes = [] }
                return writes
            }
            defer { writes.removeFirst(limit) }
            return Array(writes.prefix(limit))
        }
    }

    func putBack(_ old: [RunWrite]) {
        writes.withLock { $0.insert(contentsOf: old, at: 0) }
    }

    var count: Int { writes.withLock { $0.count } }
}
