import Synchronization

/// Whether a process lives. What happens in a dead one has no effect: it waits at its next step until the simulation is over.
final class Life: Sendable {
    private enum State {
        case alive
        case dead([CheckedContinuation<Void, any Error>])
        case buried
    }

    struct IsOver: Error {}

    private let state = Mutex(State.alive)

    var isOver: Bool {
        state.withLock { state in
            if case .alive = state { false } else { true }
        }
    }

    func end() {
        state.withLock { state in
            if case .alive = state { state = .dead([]) }
        }
    }

    /// Returns at once in a living process, never in a dead one, and throws when the simulation is over.
    func goOn() async throws {
        if !isOver { return }
        try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Void, any Error>) in
            let isBuried = state.withLock { state in
                guard case .dead(let waiters) = state else { return true }
                state = .dead(waiters + [waiter])
                return false
            }
            if isBuried { waiter.resume(throwing: IsOver()) }
        }
    }

    func bury() {
        let waiters = state.withLock { state in
            defer { state = .buried }
            guard case .dead(let waiters) = state else { return [CheckedContinuation<Void, any Error>]() }
            return waiters
        }
        for waiter in waiters { waiter.resume(throwing: IsOver()) }
    }
}
