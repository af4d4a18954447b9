internal import Synchronization
internal import TypedSQL

/// Tells others that something was changed: a lone change at once, and where many come, not more often than at an interval.
///
/// It goes apart from the transaction: a commit that carries a notification waits for all others that do.
final class ChangeNotifier: Sendable {
    private struct State {
        var schedule: NotificationSchedule
        var task: Task<Void, Never>?
    }

    /// How long to wait for the server; closing the database waits for that too.
    private static let patience: Duration = .seconds(2)

    private let pool: ConnectionPool
    private let state: Mutex<State>

    init(_ pool: ConnectionPool, interval: Duration) {
        self.pool = pool
        state = Mutex(State(schedule: NotificationSchedule(interval: interval)))
    }

    func noteChange() {
        state.withLock { state in
            if state.task != nil { return }
            let now = ContinuousClock.now
            let time = state.schedule.next(at: now)
            state.task = Task { [self] in
                if time > now { try? await Task.sleep(until: time, clock: .continuous) }
                beginSending()
                // Where it can't be sent, the others find the change when they look by themselves.
                _ = try? await pool.withConnection { connection in
                    connection.answerTimeout = Self.patience
                    defer { connection.answerTimeout = nil }
                    try await connection.run(ChangeChannel.notify)
                }
            }
        }
    }

    /// What is changed from here on is told by the next one.
    private func beginSending() { state.withLock { $0.task = nil } }

    /// Sends at once what waits to be sent.
    func finish() async {
        let task = state.withLock { $0.task }
        task?.cancel()
        await task?.value
    }
}
