internal import Foundation
public import TypedSQL

extension SQLTaskExecutionsStorage {
    /// Makes the table, or brings it to what the code expects; does nothing where it is so already. Any number of processes
    /// may do so at once.
    ///
    /// - Throws: `TaskExecutionsSchemaError` if there is a table of that name with other columns, or the driver's error;
    ///   then nothing was changed.
    @discardableResult
    public func migrate() async throws -> MigrationReport {
        let migrator = TaskExecutionsMigrator(table: table)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        return try await database.transaction { try await migrator.apply(on: $0, now: now) }
    }

    /// Compares the database column by column and index by index with the code.
    ///
    /// - Throws: `TaskExecutionsSchemaError` if there is no table, or one of a newer version.
    public func checkSchema() async throws -> [TableDifference] {
        let migrator = TaskExecutionsMigrator(table: table)
        return try await database.read { try await migrator.check(on: $0) }
    }

    /// The migrations, and when each was applied.
    public func migrationStatus() async throws -> [MigrationStatus] {
        let migrator = TaskExecutionsMigrator(table: table)
        return try await database.read { try await migrator.status(on: $0) }
    }

    /// Makes sure that work on the table will go right.
    ///
    /// - Throws: `TaskExecutionsSchemaError`.
    package func verifySchema() async throws {
        let migrator = TaskExecutionsMigrator(table: table)
        try await database.read { try await migrator.verify(on: $0) }
    }
}

extension SQLTaskExecutionsStorage {
    /// Makes sure that the table is what the code expects, unless the storage was made without such a check. A database that
    /// can't be reached at present is no error: the first operation checks again.
    ///
    /// - Throws: `TaskExecutionsSchemaError` if the table is missing, or is another; the driver's errors.
    public func verify() async throws {
        do {
            _ = try await schemaCheck.statements(of: self, toRead: false)
        } catch let error as any SQLDatabaseError where error.isRetryable {
            return
        }
    }
}
