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
            return performAlone(turns[0])
        }
        var alone: [WriteTurn] = []
        let together = turns.filter { turn in
            if turn.isAlone { alone.append(turn) }
            return !turn.isAlone
        }
        if !together.isEmpty { alone += commit(together, joinedByOthers: true) }
        for turn in alone {
            if turn.kind == .transaction { _ = commit([turn], joinedByOthers: false) } else { performAlone(turn) }
        }
    }

    private func performAlone(_ turn: WriteTurn) {
        let start = ContinuousClock.now
        do {
            try run(turn, as: turn.kind == .read ? .singleRead : .single)
            try connection.endTransactionLeftOpen()
            try connection.dropTemporaryObjects()
            turn.answer()
        } catch {
            try? connection.endTransactionLeftOpen()
            try? connection.dropTemporaryObjects()
            turn.answer(throwing: error)
        }
        pace.record(.now - start)
    }

    private func run(_ turn: WriteTurn, as kind: BodyScope.Kind) throws {
        connection.scope = BodyScope(kind: kind, ignoresCancellation: turn.ignoresCancellation)
        defer { connection.scope = .driver }
        try turn.run()
    }

    /// - Parameters:
    ///   - first: Those who wait.
    ///   - joinedByOthers: Whether those who come while their bodies run join them.
    /// - Returns: Those of them who are to have a commit of their own.
    private func commit(_ first: [WriteTurn], joinedByOthers: Bool) -> [WriteTurn] {
        let start = ContinuousClock.now
        var rest = first[...]
        var done: [WriteTurn] = []
        var failed: [(turn: WriteTurn, error: any Error)] = []
        var alone: [WriteTurn] = []
        var bodies: Duration = .zero
        defer { pace.record(.now - start - bodies + bodies / max(1, done.count + failed.count)) }
        do {
            try connection.execute(.beginImmediate)
            let begun = ContinuousClock.now
            while let turn = rest.popFirst() {
                do {
                    try perform(turn, protecting: first.count > 1 || done.count + failed.count > 0)
                    done.append(turn)
                } catch {
                    failed.append((turn, error))
                    // The turn has undone the whole transaction, as a trigger may, or a full disk: not for the others.
                    if !connection.isInTransaction {
                        for turn in done { turn.answer(throwing: RunAgain(isAlone: true)) }
                        for turn in rest { turn.answer(throwing: RunAgain(isAlone: false)) }
                        for (turn, error) in failed { turn.answer(throwing: error) }
                        return alone
                    }
                }
                if rest.isEmpty, joinedByOthers {
                    for turn in turns.take(atMost: Self.largestCommit - done.count - failed.count) {
                        if turn.isAlone { alone.append(turn) } else { rest.append(turn) }
                    }
                }
            }
            bodies = .now - begun
            try connection.execute(.commit)
            for turn in done { turn.answer() }
        } catch {
            connection.rollBackIfOpen()
            let isOneOfThem = done.count > 1 && (error as? SQLiteError)?.mayBeOfOneBody == true
            for turn in done { turn.answer(throwing: isOneOfThem ? RunAgain(isAlone: true) : error) }
            for turn in rest { turn.answer(throwing: error) }
        }
        for (turn, error) in failed { turn.answer(throwing: error) }
        return alone
    }

    private func perform(_ turn: WriteTurn, protecting others: Bool) throws {
        if turn.kind == .read { return try run(turn, as: .read) }
        if turn.kind == .single { return try performSingle(turn) }
        do {
            if others { try connection.execute(.savepoint) }
            try run(turn, as: .transaction)
            try connection.checkTransaction()
            try connection.dropTemporaryObjects()
            if others { try connection.execute(.release) }
        } catch {
            if !others {
                connection.rollBackIfOpen()
            } else if connection.isInTransaction {
                try connection.execute(.rollbackToSavepoint)
                try connection.execute(.release)
            }
            try? connection.dropTemporaryObjects()
            throw error
        }
    }

    /// A single statement that fails leaves nothing behind.
    private func performSingle(_ turn: WriteTurn) throws {
        let changes = connection.changes
        defer { connection.needsToBeAlone = false }
        do {
            try run(turn, as: .sharedSingle)
            try connection.checkTransaction()
        } catch {
            if connection.needsToBeAlone, connection.changes == changes { throw RunAgain(isAlone: true) }
            throw error
        }
        // The body has caught the error.
        if connection.needsToBeAlone, connection.changes == changes { throw RunAgain(isAlone: true) }
        try connection.dropTemporaryObjects()
    }
}

extension SQLiteError {
    /// Whether a commit of many may have failed for what one of them did: a deferred constraint, or the space it takes.
    fileprivate var mayBeOfOneBody: Bool { code == .constraintViolation || code == .diskFull }
}
