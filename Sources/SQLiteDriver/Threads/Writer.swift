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
            try work.perform(connection)()
        } catch {
            work.fail(error)
        }
    }

    private func commit(_ works: [Work]) {
        var answers: [@Sendable () -> Void] = []
        var open: [Work] = []
        do {
            open = works
            try connection.run("begin immediate")
            open = []
            for (index, work) in works.enumerated() {
                do {
                    answers.append(try perform(work, protecting: works.count > 1))
                    open.append(work)
                } catch {
                    work.fail(error)
                    // SQLite has undone the whole transaction, as it does when the disk is full.
                    if !connection.isInTransaction {
                        for work in open + works[(index + 1)...] { work.fail(error) }
                        return
                    }
                }
            }
            try connection.run(open.isEmpty ? "rollback" : "commit")
        } catch {
            if connection.isInTransaction { _ = try? connection.run("rollback") }
            for work in open { work.fail(error) }
            return
        }
        for answer in answers { answer() }
    }

    private func perform(_ work: Work, protecting others: Bool) throws -> @Sendable () -> Void {
        // A single statement that fails leaves nothing behind, and a lone transaction is rolled back as a whole.
        if !others || work.kind != .transaction { return try work.perform(connection) }
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
