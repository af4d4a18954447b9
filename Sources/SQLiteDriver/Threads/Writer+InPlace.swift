internal import Synchronization

extension Writer {
    /// Carries out a call on the thread that asks.
    ///
    /// - Returns: `nil`, with nothing done, where it would have had to wait: for another call, for another process, or for the log
    ///   to be written back.
    func performInPlace<Result: Sendable>(
        _ kind: WriteKind, _ ignoresCancellation: Bool, _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result? {
        if !place.enterIfFree() { return nil }
        if connection.isLogOverdue {
            place.leave()
            return nil
        }
        let start = ContinuousClock.now
        defer {
            connection.waitsForLocks = true
            let isLogLong = connection.isLogLong
            place.leave()
            pace.record(.now - start)
            if isLogLong {
                checkpointIsDue.store(true, ordering: .relaxed)
                thread.wake()
            }
        }
        connection.waitsForLocks = false
        switch kind {
        case .read: return try await performSingle(.singleRead, ignoresCancellation, body)
        case .single: return try await performSingle(.single, ignoresCancellation, body)
        case .transaction: return try await performTransaction(ignoresCancellation, body)
        }
    }

    private func performSingle<Result: Sendable>(
        _ kind: BodyScope.Kind, _ ignoresCancellation: Bool,
        _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result? {
        do {
            connection.scope = BodyScope(kind: kind, ignoresCancellation: ignoresCancellation)
            defer { connection.scope = .driver }
            let result = try await body(connection)
            try connection.endTransactionLeftOpen()
            try connection.dropTemporaryObjects()
            return result
        } catch {
            try connection.endTransactionLeftOpen()
            try? connection.dropTemporaryObjects()
            if let error = error as? SQLiteError, error.isBusy { return nil }
            throw error
        }
    }

    private func performTransaction<Result: Sendable>(
        _ ignoresCancellation: Bool, _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result? {
        do {
            try connection.execute(.beginImmediate)
        } catch let error as SQLiteError where error.isBusy {
            return nil
        }
        // Nobody else can have the lock from here on.
        connection.waitsForLocks = true
        do {
            connection.scope = BodyScope(kind: .transaction, ignoresCancellation: ignoresCancellation)
            let result = try await body(connection)
            try connection.finishBody()
            try connection.execute(.commit)
            return result
        } catch {
            connection.scope = .driver
            connection.rollBackIfOpen()
            try? connection.dropTemporaryObjects()
            throw error
        }
    }
}
