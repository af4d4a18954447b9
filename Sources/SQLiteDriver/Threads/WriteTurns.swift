internal import Synchronization

/// The turns that wait for the writer's thread.
final class WriteTurns: Sendable {
    private let waiting = Mutex<[WriteTurn]>([])

    var isEmpty: Bool { waiting.withLock(\.isEmpty) }

    func add(_ turn: WriteTurn) { waiting.withLock { $0.append(turn) } }

    /// The oldest first, at most `limit`.
    func take(atMost limit: Int) -> [WriteTurn] {
        waiting.withLock { waiting in
            let turns = Array(waiting.prefix(limit))
            waiting.removeFirst(turns.count)
            return turns
        }
    }
}
