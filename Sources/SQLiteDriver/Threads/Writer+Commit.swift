internal import Synchronization

extension Writer {
    /// More would let the first wait too long for the last.
    private static let largestCommit = 512

    /// Carries out all that wait, on the writer's thread; `false` if there is nothing to do.
    func performWaiting(on thread: ConnectionThreads) -> Bool {
        let turns = turns.take(atMost: Self.largestCommit)
        let isDue = checkpointIsDue.exchange(false, ordering: .relaxed)
        if turns.isEmpty, !isDue { return false }
        place.enter()
        carryOut(turns, on: thread)
        connection.checkpoint()
        place.leave()
        return true
    }

    private func carryOut(_ turns: [WriteTurn], on thread: ConnectionThreads) {
        if turns.count == 1, turns[0].kind != .transaction { return performAlone(turns[0], on: thread) }
        if !turns.isEmpty { commit(turns, on: thread) }
    }

    private func performAlone(_ turn: WriteTurn, on thread: ConnectionThreads) {
        let start = ContinuousClock.now
        do {
            try carryOut(turn, on: thread)
            try endTransactionLeftOpen()
            turn.answer()
        } catch {
            try? endTransactionLeftOpen()
            turn.answer(throwing: error)
        }
        pace.record(.now - start)
    }

    /// A body that opens a transaction by itself must not take the writes of others into it.
    func endTransactionLeftOpen() throws {
        if !connection.isInTransaction { return }
        try connection.execute(.rollback)
        throw SQLiteError(
            .statement, message: "the body left a transaction open; it was rolled back", path: connection.path
        )
    }

    private func carryOut(_ turn: WriteTurn, on thread: ConnectionThreads) throws {
        connection.isReading = turn.kind == .read
        defer { connection.isReading = false }
        try turn.run(on: thread)
    }

    private func commit(_ turns: [WriteTurn], on thread: ConnectionThreads) {
        let start = ContinuousClock.now
        var rest = turns[...]
        var done: [WriteTurn] = []
        var failed: [(turn: WriteTurn, error: any Error)] = []
        var bodies: Duration = .zero
        do {
            try connection.execute(.beginImmediate)
            let begun = ContinuousClock.now
            while let turn = rest.popFirst() {
                do {
                    try perform(turn, protecting: turns.count > 1, on: thread)
                    done.append(turn)
                } catch {
                    failed.append((turn, error))
                    // SQLite has undone the whole transaction, as it does when the disk is full.
                    if !connection.isInTransaction { throw error }
                }
            }
            bodies = .now - begun
            try connection.execute(done.isEmpty ? .rollback : .commit)
            for turn in done { turn.answer() }
        } catch {
            connection.rollBackIfOpen()
            for turn in done + rest { turn.answer(throwing: error) }
        }
        for (turn, error) in failed { turn.answer(throwing: error) }
        pace.record(.now - start - bodies + bodies / turns.count)
    }

    private func perform(_ turn: WriteTurn, protecting others: Bool, on thread: ConnectionThreads) throws {
        // A single statement that fails leaves nothing behind, and a lone transaction is rolled back as a whole.
        if !others || turn.kind != .transaction { return try carryOut(turn, on: thread) }
        try connection.execute(.savepoint)
        do {
            try turn.run(on: thread)
            try connection.execute(.release)
        } catch {
            if connection.isInTransaction {
                try connection.execute(.rollbackToSavepoint)
                try connection.execute(.release)
            }
            throw error
        }
    }
}
