import DurableExecutionStorage
import TypedSQL

/// What the commands need from a storage, on any database.
protocol ManagedStorage: QueryableTaskExecutionsStorage, PrunableTaskExecutionsStorage {
    func migrate() async throws -> MigrationReport
    func verifySchema() async throws
    func checkSchema() async throws -> [TableDifference]
    func migrationStatus() async throws -> [MigrationStatus]
    /// The statements that ``migrate()`` would run, without changing anything.
    func pendingStatements() async throws -> [String]
    /// At most `limit` ids that start with the text, in any order.
    func executionIDs(startingWith beginning: String, limit: Int) async throws -> [String]
}

extension SQLTaskExecutionsStorage: ManagedStorage {
    func executionIDs(startingWith beginning: String, limit: Int) async throws -> [String] {
        // A statement of the command's own: nothing else says clearly what is wrong with the table.
        _ = try await checkSchema()
        let length = beginning.unicodeScalars.count
        let ids = select(table.executionID).from(table)
            .where(eq(sql("substr(\(table.executionID), 1, cast(\(length) as integer))", as: String.self), beginning))
            .limit(limit)
        let migrator = TaskExecutionsMigrator(table: table)
        return try await database.read { connection in
            // Otherwise a missing table would be an error of the database, which names no other tables.
            try await migrator.verify(on: connection)
            return try await connection.all(ids)
        }
    }

    func pendingStatements() async throws -> [String] {
        let migrator = TaskExecutionsMigrator(table: table)
        do {
            return try await database.transaction { connection in
                let recorder = StatementRecorder(connection)
                _ = try await migrator.apply(on: recorder, now: 0)
                throw RolledBack(statements: recorder.statements)
            }
        } catch let rolledBack as RolledBack {
            return rolledBack.statements
        }
    }
}

/// Ends a transaction of which only the statements are of interest.
private struct RolledBack: Error {
    let statements: [String]
}
