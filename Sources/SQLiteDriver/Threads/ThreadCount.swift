internal import Synchronization

/// Counts the threads of a database, so that closing can wait for them.
final class ThreadCount: Sendable {
    private struct State {
        var running = 0
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    func start(
        named name: String,
        open: @escaping @Sendable () throws -> SQLiteConnection,
        serve: @escaping @Sendable (SQLiteConnection) -> Void
    ) async throws {
        state.withLock { $0.running += 1 }
        do {
            try await ConnectionThread.start(named: name, open: open, serve: serve) { self.end() }
        } catch {
            end()
            throw error
        }
    }

    /// Waits until no more than `count` threads are left.
    func wait(until count: Int) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.running <= count { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    func waitForAll() async { await wait(until: 0) }

    private func end() {
        let done = state.withLock { state in
            state.running -= 1
            let done = state.waiters.filter { $0.count >= state.running }
            state.waiters.removeAll { $0.count >= state.running }
            return done
        }
        for waiter in done { waiter.continuation.resume() }
    }
}
