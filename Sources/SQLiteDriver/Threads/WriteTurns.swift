internal import Synchronization

/// The turns that wait for the writer's thread.
final class WriteTurns: Sendable {
    private let waiting = Mutex<[WriteTurn]>([])

    /// - Returns: Whether none waited before.
    func add(_ turn: WriteTurn) -> Bool {
        waiting.withLock { waiting in
            waiting.append(turn)
            return waiting.count == 1
        }
    }

    /// The oldest first, at most `limit`.
    func take(atMost limit: Int) -> [WriteTurn] {
        waiting.withLock { waiting in
            if waiting.count <= limit {
                defer { waiting = [] }
                return waiting
            }
            let turns = Array(waiting.prefix(limit))
            waiting.removeFirst(turns.count)
            return turns
        }
    }
}
