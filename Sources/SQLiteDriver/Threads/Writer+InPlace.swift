internal import Synchronization

extension Writer {
    /// Carries out a call on the thread that asks.
    ///
    /// - Returns: `nil`, with nothing done, where it would have had to wait: for another call, for another process, or for the log
    ///   to be written back.
    func performInPlace<Result: Sendable>(
        _ kind: WriteKind, _ body: @Sendable (SQLiteConnection) async throws -> Result
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
        case .read:
            connection.isReading = true
            defer { connection.isReading = false }
            return try await performSingle(body)
        case .single: return try await performSingle(body)
        case .transaction: return try await performTransaction(body)
        }
    }

    private func performSingle<Result: Sendable>(
        _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result? {
        do {
            let result = try await body(connection)
            try connection.endTransactionLeftOpen()
            return result
        } catch {
            try connection.endTransactionLeftOpen()
            if let error = error as? SQLiteError, error.isBusy { return nil }
            throw error
        }
    }

    private func performTransaction<Result: Sendable>(
        _ body: @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result? {
        do {
            try connection.execute(.beginImmediate)
        } catch let error as SQLiteError where error.isBusy {
            return nil
        }
        // Nobody else can have the lock from here on.
        connection.waitsForLocks = true
        do {
            let result = try await body(connection)
            try connection.execute(.commit)
            return result
        } catch {
            connection.rollBackIfOpen()
            throw error
        }
    }
}
