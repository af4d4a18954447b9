internal import TypedSQL

/// Carries out reads, each on one state of the database.
struct Reader {
    let connection: SQLiteConnection

    func perform(_ work: Work) {
        do {
            try connection.run("begin")
            let answer = try connection.reading { try work.perform(connection) }
            try connection.run("commit")
            answer()
        } catch {
            if connection.isInTransaction { _ = try? connection.run("rollback") }
            work.fail(error)
        }
    }
}
