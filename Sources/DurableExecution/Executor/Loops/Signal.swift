import Synchronization

/// Wakes the one who waits for it; signals that come while nobody waits count as one.
final class Signal: Sendable {
    private enum State {
        case idle
        case sent
        case awaited(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.idle)

    func send() {
        let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard case .awaited(let waiter) = state else {
                state = .sent
                return nil
            }
            state = .idle
            return waiter
        }
        waiter?.resume()
    }

    /// Returns at once where a signal was sent since the last wait. Only one may wait at a time.
    func wait() async {
        await withCheckedContinuation { waiter in
            let wasSent = state.withLock { state in
                if case .sent = state {
                    state = .idle
                    return true
                }
                state = .awaited(waiter)
                return false
            }
            if wasSent { waiter.resume() }
        }
    }
}
