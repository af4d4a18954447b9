internal import Dispatch
internal import Synchronization

/// Work that waits for a thread.
///
/// Whoever puts work in never blocks; a thread that finds none sleeps.
final class WorkQueue<Work: Sendable>: Sendable {
    private struct State {
        var waiting: [Work] = []
        var sleepers = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)

    /// `false` if the queue is closed.
    func add(_ work: Work) -> Bool {
        let (isAccepted, wakes) = state.withLock { state in
            if state.isClosed { return (false, false) }
            state.waiting.append(work)
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
                if state.waiting.isEmpty {
                    if !state.isClosed { state.sleepers += 1 }
                    return ([], state.isClosed)
                }
                if state.waiting.count <= limit {
                    defer { state.waiting = [] }
                    return (state.waiting, false)
                }
                let work = Array(state.waiting.prefix(limit))
                state.waiting.removeFirst(limit)
                return (work, false)
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
