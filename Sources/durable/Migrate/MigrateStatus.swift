import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct MigrateStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Lists the migrations, and when each was applied.",
        discussion: """
            For example:

              durable migrate status --database tasks.db

            Migrations that were applied by scripts of your own have no time; they are recognized by the table. Migrations \
            that only the database knows come from a newer version, and are marked as unknown. The database is only read.

            Exit codes: 0 success, 2 failure (the reason is on standard error), 64 wrong usage.
            """
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let expected = TaskExecutionsTable(table.table)
        let migrations = try await database.withStorage(of: expected, isReadOnly: true) { storage in
            let status = try await storage.migrationStatus()
            let isComplete = try await Self.isComplete(storage, status)
            return status.map { Migration($0, isComplete: isComplete) }
        }
        let report = Report(database: try database.address.shown, table: table.table, migrations: migrations)
        try output.print(report, lines: migrations.map(\.line))
    }

    /// Whether the table has what all migrations make, although not all are recorded.
    private static func isComplete(_ storage: any ManagedStorage, _ status: [MigrationStatus]) async throws -> Bool {
        if status.contains(where: { !$0.isKnown }) || status.allSatisfy({ $0.appliedAt != nil }) { return false }
        do {
            return try await storage.checkSchema().allSatisfy { !$0.isFatal }
        } catch is TaskExecutionsSchemaError {
            return false
        }
    }

    private struct Report: Encodable {
        let database: String
        let table: String
        let migrations: [Migration]
    }

    private struct Migration: Encodable {
        let id: String
        /// ISO 8601, in UTC.
        let appliedAt: String?
        let isKnown: Bool
        let isApplied: Bool

        /// - Parameter isComplete: Whether the table shows that the migration was applied without a record.
        init(_ status: MigrationStatus, isComplete: Bool) {
            isApplied = status.appliedAt != nil || isComplete
            id = status.id
            appliedAt = status.appliedAt.map { Time(unixMilliseconds: $0).iso8601 }
            isKnown = status.isKnown
        }

        var line: String {
            "\(id)  \(appliedAt ?? (isApplied ? "applied without a record" : "not applied"))"
                + (isKnown ? "" : "  unknown to this version of durable")
        }

        enum CodingKeys: CodingKey { case id, appliedAt, isKnown, isApplied }

        /// A migration that was not applied has its key all the same.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(appliedAt, forKey: .appliedAt)
            try container.encode(isKnown, forKey: .isKnown)
            try container.encode(isApplied, forKey: .isApplied)
        }
    }
}
