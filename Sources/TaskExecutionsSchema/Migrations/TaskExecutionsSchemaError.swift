public import TypedSQL

/// The database does not have the table that the code expects.
public struct TaskExecutionsSchemaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How the table differs.
    public enum Reason: Sendable, Hashable {
        /// There is no such table.
        case missingTable
        /// The table is there, but different.
        case differs([TableDifference])
        /// The table is an earlier version's, or the reference's, and lacks columns that this version adds to it. It can be read.
        case outdated(missingColumns: [String])
        /// The database has seen migrations of which this version of the library knows nothing.
        case newerDatabase(migrations: [String])
    }

    /// The name of the table.
    public let tableName: String
    /// How the table differs.
    public let reason: Reason

    public var description: String { ([summary] + details.map { "  \($0)" }).joined(separator: "\n") }

    /// What is wrong with each part of the table, a line each.
    package var details: [String] {
        if case .differs(let differences) = reason { differences.map(\.description) } else { [] }
    }

    /// What is wrong and what to do, in one line.
    package var summary: String {
        switch reason {
        case .missingTable:
            """
            the database has no table “\(tableName)”: make it with `durable migrate apply`, with `storage.migrate()`, or \
            with the script of `durable migrate generate`
            """
        case .differs:
            "the table “\(tableName)” is not as expected, and was left alone:"
        case .outdated(let columns):
            """
            the table “\(tableName)” lacks what this version of the library adds to it (\(columns.joined(separator: ", "))), \
            and can only be read: migrate it with `durable migrate apply`, with `storage.migrate()`, or with the script of \
            `durable migrate generate`
            """
        case .newerDatabase(let migrations):
            """
            the table “\(tableName)” was migrated by a newer version of this library, which this one does not know \
            (\(migrations.joined(separator: ", "))): update the library
            """
        }
    }
}
