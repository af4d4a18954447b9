internal import Synchronization

/// The connections that read, each on one state of the database, beside the one that writes.
///
/// A single statement sees one state by itself; others are held to one by a transaction.
///
/// A read is carried out in place as long as reads are quick and a connection is free, else on a thread that may wait.
final class Readers: Sendable {
    private struct State {
        var idle: [OwnedConnection]
        var waiters: [CheckedContinuation<OwnedConnection, Never>] = []
    }

    private let state: Mutex<State>
    private let pace = Pace()
    private let readsInPlace = Atomic<UInt>(0)
    /// Whether others did so while a task let them go first.
    private let othersRead = Atomic(false)

    /// After how many reads in place somebody looks whether others want to read.
    private static let readsInARow: UInt = 64

    init(_ connections: [OwnedConnection]) { state = Mutex(State(idle: connections)) }

    func perform<Result: Sendable>(
        inTransaction: Bool, on threads: ConnectionThreads,
        _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        let ignoresCancellation = Task.isCancelled
        if pace.isQuick, let owned = state.withLock({ $0.idle.popLast() }) {
            do {
                let result = try await perform(
                    owned, inTransaction: inTransaction, waitsForLocks: false, ignoresCancellation, body)
                await letOthersGoFirst()
                return result
            } catch let error as SQLiteError where error.isBusy {}
        }
        return try await withTaskExecutorPreference(threads) {
            try await perform(
                connection(), inTransaction: inTransaction, waitsForLocks: true, ignoresCancellation, body)
        }
    }

    /// A task that reads in place again and again never waits, and would keep a thread that all tasks share to itself.
    private func letOthersGoFirst() async {
        let count = readsInPlace.add(1, ordering: .relaxed).newValue
        if !othersRead.load(ordering: .relaxed), !count.isMultiple(of: Self.readsInARow) { return }
        await Task.yield()
        othersRead.store(readsInPlace.load(ordering: .relaxed) != count, ordering: .relaxed)
    }

    /// Closes the connections that nobody uses.
    func close() {
        let idle = state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        for owned in idle { owned.connection.close() }
    }

    private func connection() async -> OwnedConnection {
        await withCheckedContinuation { continuation in
            let idle = state.withLock { state in
                let idle = state.idle.popLast()
                if idle == nil { state.waiters.append(continuation) }
                return idle
            }
            if let idle { continuation.resume(returning: idle) }
        }
    }

    private func giveBack(_ owned: OwnedConnection) {
        let waiter = state.withLock { state in
            if state.waiters.isEmpty {
                state.idle.append(owned)
                return nil as CheckedContinuation<OwnedConnection, Never>?
            }
            return state.waiters.removeFirst()
        }
        waiter?.resume(returning: owned)
    }

    private func perform<Result: Sendable>(
        _ owned: OwnedConnection, inTransaction: Bool, waitsForLocks: Bool, _ ignoresCancellation: Bool,
        _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        let connection = owned.connection
        let start = ContinuousClock.now
        connection.waitsForLocks = waitsForLocks
        defer {
            connection.scope = .driver
            connection.rollBackIfOpen()
            giveBack(owned)
            pace.record(.now - start)
        }
        try connection.checkFileIsInPlace()
        if inTransaction { try connection.execute(.begin) }
        connection.scope = BodyScope(
            kind: inTransaction ? .read : .singleRead, ignoresCancellation: ignoresCancellation)
        let result = try await body(connection)
        connection.scope = .driver
        if inTransaction { try connection.execute(.commit) } else { try connection.endTransactionLeftOpen() }
        return result
    }
}
