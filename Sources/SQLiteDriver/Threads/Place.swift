internal import Dispatch
internal import Synchronization

/// The right to use a connection, which one caller has at a time.
///
/// It goes straight to a thread that waits for it; one that asks in between is told that it is taken. A lock would let those
/// who never wait starve it.
final class Place: Sendable {
    private struct State {
        var isTaken = false
        var waiters = 0
    }

    private let state = Mutex(State())
    private let handedOver = DispatchSemaphore(value: 0)

    /// - Returns: `false` if somebody else is there or waits for it.
    func enterIfFree() -> Bool {
        state.withLock { state in
            if state.isTaken { return false }
            state.isTaken = true
            return true
        }
    }

    /// Blocks the thread until the place is free.
    func enter() {
        let waits = state.withLock { state in
            if state.isTaken { state.waiters += 1 }
            defer { state.isTaken = true }
            return state.isTaken
        }
        if waits { handedOver.wait() }
    }

    func leave() {
        let handsOver = state.withLock { state in
            if state.waiters == 0 {
                state.isTaken = false
                return false
            }
            state.waiters -= 1
            return true
        }
        if handsOver { handedOver.signal() }
    }
}
