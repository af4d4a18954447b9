import ArgumentParser
import DurableExecutionStorage

struct MigrateStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Lists the migrations, and when each was applied.",
        discussion: """
            For example:

              durable migrate status --database tasks.db

            Migrations that only the database knows come from a newer version, and are marked as unknown. The database is \
            only read.

            \(ExitStatus.discussion)
            """
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let expected = TaskExecutionsTable(table.table)
        let status = try await database.withStorage(of: expected, isReadOnly: true) { try await $0.migrationStatus() }
        let migrations = status.map(Migration.init)
        let report = Report(database: try database.address.shown, table: table.table, migrations: migrations)
        try output.print(report, lines: migrations.map(\.line))
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

        init(_ status: MigrationStatus) {
            id = status.id
            appliedAt = status.appliedAt.map { Time(unixMilliseconds: $0).iso8601 }
            isKnown = status.isKnown
        }

        var line: String {
            "\(id)  \(appliedAt ?? "not applied")" + (isKnown ? "" : "  unknown to this version of durable")
        }

        enum CodingKeys: CodingKey { case id, appliedAt, isKnown }

        /// A migration that was not applied has its key all the same.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(appliedAt, forKey: .appliedAt)
            try container.encode(isKnown, forKey: .isKnown)
        }
    }
}
