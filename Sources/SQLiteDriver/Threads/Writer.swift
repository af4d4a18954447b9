internal import TypedSQL

/// Carries out writes, all that wait in one commit.
///
/// Each is atomic in itself: what fails is undone alone, the others stay.
struct Writer {
    let connection: SQLiteConnection

    /// More would let the first wait too long for the last.
    static let largestCommit = 512

    func perform(_ works: [Work]) {
        if works.count == 1, let work = works.first {
            if work.kind == .transaction { commit(works) } else { performAlone(work) }
        } else {
            commit(works)
        }
    }

    private func performAlone(_ work: Work) {
        do {
            let answer = try carryOut(work)
            try endTransactionLeftOpen()
            answer()
        } catch {
            try? endTransactionLeftOpen()
            work.fail(error)
        }
    }

    /// A body that opens a transaction by itself must not take the writes of others into it.
    private func endTransactionLeftOpen() throws {
        if !connection.isInTransaction { return }
        try connection.run("rollback")
        throw SQLiteError(
            .statement, message: "the body left a transaction open; it was rolled back", path: connection.path
        )
    }

    private func carryOut(_ work: Work) throws -> @Sendable () -> Void {
        if work.kind == .read { return try connection.reading { try work.perform(connection) } }
        return try work.perform(connection)
    }

    private func commit(_ works: [Work]) {
        var rest = works[...]
        var done: [(work: Work, answer: @Sendable () -> Void)] = []
        var failed: [(work: Work, error: any Error)] = []
        do {
            try connection.run("begin immediate")
            while let work = rest.popFirst() {
                do {
                    done.append((work, try perform(work, protecting: works.count > 1)))
                } catch {
                    failed.append((work, error))
                    // SQLite has undone the whole transaction, as it does when the disk is full.
                    if !connection.isInTransaction { throw error }
                }
            }
            try connection.run(done.isEmpty ? "rollback" : "commit")
            for (_, answer) in done { answer() }
        } catch {
            if connection.isInTransaction { _ = try? connection.run("rollback") }
            for work in done.map(\.work) + rest { work.fail(error) }
        }
        for (work, error) in failed { work.fail(error) }
    }

    private func perform(_ work: Work, protecting others: Bool) throws -> @Sendable () -> Void {
        // A single statement that fails leaves nothing behind, and a lone transaction is rolled back as a whole.
        if !others || work.kind != .transaction { return try carryOut(work) }
        try connection.run("savepoint work")
        do {
            let answer = try work.perform(connection)
            try connection.run("release work")
            return answer
        } catch {
            if connection.isInTransaction {
                try connection.run("rollback to work")
                try connection.run("release work")
            }
            throw error
        }
    }
}
