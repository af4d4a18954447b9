internal import Synchronization
internal import TypedSQL

/// Tells others that something was changed: at once after a pause, and then not more often than at an interval.
///
/// It goes apart from the transaction: a commit that carries a notification waits for all others that do.
final class ChangeNotifier: Sendable {
    private struct State {
        var lastSent: ContinuousClock.Instant?
        var task: Task<Void, Never>?
    }

    private let interval: Duration
    private let pool: ConnectionPool
    private let state = Mutex(State())

    init(_ pool: ConnectionPool, interval: Duration) {
        self.pool = pool
        self.interval = interval
    }

    func noteChange() {
        state.withLock { state in
            if state.task != nil { return }
            let now = ContinuousClock.now
            let time = max(now, state.lastSent.map { $0 + interval } ?? now)
            state.task = Task { [self] in
                try? await Task.sleep(until: time, clock: .continuous)
                sending(at: time)
                // Where it can't be sent, the others find the change when they look by themselves.
                _ = try? await pool.withConnection { try await $0.run(ChangeChannel.notify) }
            }
        }
    }

    private func sending(at time: ContinuousClock.Instant) {
        state.withLock { state in
            state.lastSent = time
            state.task = nil
        }
    }

    /// Sends at once what waits to be sent.
    func finish() async {
        let task = state.withLock { $0.task }
        task?.cancel()
        await task?.value
    }
}
