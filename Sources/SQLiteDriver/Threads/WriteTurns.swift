internal import Synchronization

/// The turns that wait for the writer's thread.
final class WriteTurns: Sendable {
    private struct State {
        var waiting: [WriteTurn] = []
        var thread: ConnectionThreads
    }

    private let state: Mutex<State>

    init(on thread: ConnectionThreads) { state = Mutex(State(thread: thread)) }

    /// The turn may have been taken, and be over and gone, before this returns.
    ///
    /// - Returns: The thread, to be woken, where none waited before.
    func add(_ turn: WriteTurn) -> ConnectionThreads? {
        state.withLock { state in
            state.waiting.append(turn)
            return state.waiting.count == 1 ? state.thread : nil
        }
    }

    /// The oldest first, at most `limit`.
    func take(atMost limit: Int) -> [WriteTurn] {
        state.withLock { state in
            if state.waiting.count <= limit {
                defer { state.waiting = [] }
                return state.waiting
            }
            let turns = Array(state.waiting.prefix(limit))
            state.waiting.removeFirst(turns.count)
            return turns
        }
    }
}
