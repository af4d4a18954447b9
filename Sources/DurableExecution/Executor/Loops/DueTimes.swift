import Synchronization

/// When executions that this process enqueued or tries again may start; only times, and not more than a bounded number:
/// what is forgotten is found by the next poll.
final class DueTimes: Sendable {
    private let times = Mutex(MinHeap<Void>())

    func insert(_ time: Int64) {
        times.withLock { times in
            if times.count < 65_536 { times.insert((), at: time) }
        }
    }

    /// The first time after `now`; earlier ones are forgotten.
    func next(after now: Int64) -> Int64? {
        times.withLock { times in
            while let first = times.first, first.time <= now { times.removeFirst() }
            return times.first?.time
        }
    }
}
