internal import Logging
internal import Synchronization

/// That nothing of a call was stored, through no fault of its own, and its body is to run again.
struct RunAgain: Error {
    /// Whether in a commit of its own.
    var isAlone: Bool
}

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
    /// `nil` for a database in memory.
    let logPath: String?
    let logger: Logger?

    init(_ connection: OwnedConnection, of path: String, on thread: ConnectionThreads, _ logger: Logger?) {
        owned = connection
        self.thread = thread
        turns = WriteTurns(on: thread)
        self.path = path
        logPath = connection.connection.fullPath.map { $0 + "-wal" }
        self.logger = logger
    }

    var connection: SQLiteConnection { owned.connection }

    func perform<Result: Sendable>(
        _ kind: WriteKind, _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        let isAlone = open.add(1, ordering: .relaxed).newValue == 1
        defer { open.subtract(1, ordering: .relaxed) }
        let ignoresCancellation = Task.isCancelled
        if isAlone, pace.isQuick, let result = try await performInPlace(kind, ignoresCancellation, body) {
            return result
        }
        var runsAlone = false
        while true {
            let turn = WriteTurn(
                kind, isAlone: runsAlone, ignoresCancellation: ignoresCancellation, in: turns, on: thread
            )
            do {
                return try await withTaskExecutorPreference(turn) {
                    try turn.begin()
                    let result: Swift.Result<Result, any Error>
                    do {
                        let success = try await body(connection)
                        if kind == .transaction, !ignoresCancellation { try Task.checkCancellation() }
                        result = .success(success)
                    } catch {
                        result = .failure(error)
                    }
                    try await turn.end(result)
                    return try result.get()
                }
            } catch let again as RunAgain {
                runsAlone = runsAlone || again.isAlone
            }
        }
    }

    func close() {
        connection.writeBackLog()
        connection.close()
    }
}
