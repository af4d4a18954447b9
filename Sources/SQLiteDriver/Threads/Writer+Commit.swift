internal import Logging
internal import Synchronization

extension Writer {
    /// More would let the first wait too long for the last.
    private static let largestCommit = 512

    /// Carries out all that wait, on the writer's thread; `false` if there is nothing to do.
    func performWaiting() -> Bool {
        let turns = turns.take(atMost: Self.largestCommit)
        let isDue = checkpointIsDue.exchange(false, ordering: .relaxed)
        if turns.isEmpty, !isDue { return false }
        place.enter()
        carryOut(turns)
        let isLogHeld = connection.checkpoint()
        let pages = connection.log.pointee.heldAt
        place.leave()
        if isLogHeld { warn(ofLog: pages) }
        return true
    }

    private func warn(ofLog pages: Int32) {
        logger?.warning(
            "somebody has been reading from an SQLite database for long, and so its log grows",
            metadata: ["path": .string(path), "pages": .stringConvertible(pages)]
        )
    }

    private func carryOut(_ turns: [WriteTurn]) {
        // Where more calls are open, others may come while this one runs.
        if turns.count == 1, turns[0].kind != .transaction, open.load(ordering: .relaxed) == 1 {
            performAlone(turns[0])
        } else if !turns.isEmpty {
            commit(turns)
        }
    }

    private func performAlone(_ turn: WriteTurn) {
        let start = ContinuousClock.now
        do {
            try carryOut(turn)
            try connection.endTransactionLeftOpen()
            turn.answer()
        } catch {
            try? connection.endTransactionLeftOpen()
            turn.answer(throwing: error)
        }
        pace.record(.now - start)
    }

    private func carryOut(_ turn: WriteTurn) throws {
        connection.isReading = turn.kind == .read
        defer { connection.isReading = false }
        try turn.run()
    }

    /// - Parameter first: Those who wait; who comes while their bodies run joins them.
    private func commit(_ first: [WriteTurn]) {
        let start = ContinuousClock.now
        var rest = first[...]
        var done: [WriteTurn] = []
        var failed: [(turn: WriteTurn, error: any Error)] = []
        var bodies: Duration = .zero
        do {
            try connection.execute(.beginImmediate)
            let begun = ContinuousClock.now
            while let turn = rest.popFirst() {
                do {
                    try perform(turn, protecting: first.count > 1 || done.count + failed.count > 0)
                    done.append(turn)
                } catch {
                    failed.append((turn, error))
                    // SQLite has undone the whole transaction, as it does when the disk is full, or it was this turn's alone.
                    if !connection.isInTransaction { throw error }
                }
                if rest.isEmpty { rest = turns.take(atMost: Self.largestCommit - done.count - failed.count)[...] }
            }
            bodies = .now - begun
            try connection.execute(.commit)
            for turn in done { turn.answer() }
        } catch {
            connection.rollBackIfOpen()
            for turn in done + rest { turn.answer(throwing: error) }
        }
        for (turn, error) in failed { turn.answer(throwing: error) }
        pace.record(.now - start - bodies + bodies / max(1, done.count + failed.count))
    }

    private func perform(_ turn: WriteTurn, protecting others: Bool) throws {
        // A single statement that fails leaves nothing behind.
        if turn.kind != .transaction { return try carryOut(turn) }
        do {
            if others { try connection.execute(.savepoint) }
            try turn.run()
            if others { try connection.execute(.release) }
        } catch {
            if !others {
                connection.rollBackIfOpen()
            } else if connection.isInTransaction {
                try connection.execute(.rollbackToSavepoint)
                try connection.execute(.release)
            }
            throw error
        }
    }
}
