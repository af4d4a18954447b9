import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct MigrateCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compares the table with what the code expects, column by column and index by index.",
        discussion: """
            For example:

              durable migrate check --database tasks.db

            Prints one line for each difference. Additional columns that no insert has to fill are listed and ignored, as by \
            `apply`. The database is only read, and never created.

            Exit codes: 0 the table is as expected, 1 there are differences, 2 it can't be checked (no such database or \
            table, not a database, or one of a newer version; the reason is on standard error), 64 wrong usage.
            """
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var indexes: IndexOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let expected = TaskExecutionsTable(table.table, indexes: indexes.indexes)
        let differences = try await database.withStorage(of: expected, isReadOnly: true) { try await $0.checkSchema() }
        let report = Report(
            database: try database.address.shown, table: table.table, isAsExpected: differences.allSatisfy(\.isIgnored),
            differences: differences.map(Difference.init)
        )
        let isAsExpected = "the table “\(table.table)” is as expected"
        let lines = differences.map(\.line)
        try output.print(report, lines: report.isAsExpected ? [isAsExpected] + lines : lines)
        if !report.isAsExpected { throw ExitStatus.differences.code }
    }

    private struct Report: Encodable {
        let database: String
        let table: String
        let isAsExpected: Bool
        let differences: [Difference]
    }
}
