internal import Dispatch
internal import Synchronization

/// Work that waits for a thread.
///
/// Whoever puts work in never blocks; a thread that finds none sleeps.
final class WorkQueue<Work: Sendable>: Sendable {
    private struct State {
        /// The newest last.
        var arriving: [Work] = []
        /// The oldest last, where it can be taken without moving the others.
        var leaving: [Work] = []
        var sleepers = 0
        var isClosed = false

        mutating func take(atMost limit: Int) -> [Work] {
            if leaving.isEmpty {
                swap(&leaving, &arriving)
                leaving.reverse()
            }
            let work = Array(leaving.suffix(limit).reversed())
            leaving.removeLast(work.count)
            return work
        }
    }

    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)

    /// `false` if the queue is closed.
    func add(_ work: Work) -> Bool {
        let (isAccepted, wakes) = state.withLock { state in
            if state.isClosed { return (false, false) }
            state.arriving.append(work)
            if state.sleepers == 0 { return (true, false) }
            state.sleepers -= 1
            return (true, true)
        }
        if wakes { wakeUp.signal() }
        return isAccepted
    }

    /// Waits for work and takes what there is, the oldest first, at most `limit`; `nil` when the queue is closed and empty.
    func take(atMost limit: Int) -> [Work]? {
        while true {
            let (work, isClosed) = state.withLock { state -> ([Work], Bool) in
                let work = state.take(atMost: limit)
                if work.isEmpty, !state.isClosed { state.sleepers += 1 }
                return (work, state.isClosed)
            }
            if !work.isEmpty { return work }
            if isClosed { return nil }
            wakeUp.wait()
        }
    }

    /// Refuses further work; what waits is still taken.
    func close() {
        let sleepers = state.withLock { state in
            state.isClosed = true
            defer { state.sleepers = 0 }
            return state.sleepers
        }
        for _ in 0..<sleepers { wakeUp.signal() }
    }
}
