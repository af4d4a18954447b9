internal import Logging
internal import Synchronization

/// The connection that writes, and who is next to use it.
///
/// A call that comes alone is carried out in place, as long as calls are quick. All others go to the writer's thread, which
/// takes all that wait into one commit. Each is atomic in itself: what fails is undone alone, the others stay.
final class Writer: Sendable {
    let owned: OwnedConnection
    let thread: ConnectionThreads
    let turns: WriteTurns
    /// How many calls have begun and not returned yet.
    let open = Atomic(0)
    let pace = Pace()
    /// Whether the log is to be written back, which takes too long to be done in place.
    let checkpointIsDue = Atomic(false)
    /// Who has entered uses the connection.
    let place = Place()

    let path: String
    let logger: Logger?

    init(_ connection: OwnedConnection, of path: String, on thread: ConnectionThreads, _ logger: Logger?) {
        owned = connection
        self.thread = thread
        turns = WriteTurns(on: thread)
        self.path = path
        self.logger = logger
    }

    var connection: SQLiteConnection { owned.connection }

    func perform<Result: Sendable>(
        _ kind: WriteKind, _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        let isAlone = open.add(1, ordering: .relaxed).newValue == 1
        defer { open.subtract(1, ordering: .relaxed) }
        if isAlone, pace.isQuick, let result = try await performInPlace(kind, body) { return result }
        let turn = WriteTurn(kind, in: turns, on: thread)
        return try await withTaskExecutorPreference(turn) {
            try turn.begin()
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await body(connection)) } catch { result = .failure(error) }
            try await turn.end(result)
            return try result.get()
        }
    }

    func close() {
        connection.writeBackLog()
        connection.close()
    }
}
