import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct MigrateApply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Creates the table, or updates it to what the code expects.",
        discussion: """
            For example:

              durable migrate apply --database tasks.db
              durable migrate apply --database postgresql://app@db.example.com/orders --schema queue

            Creates an SQLite database that does not exist. An existing table is adopted if its columns are as expected; \
            missing indexes are created, different ones replaced. If that is not possible, nothing is changed. It can be \
            repeated, and run by several processes at the same time.

            With --dry-run it prints the SQL that an existing database lacks, for your own migrations, and changes \
            nothing. `durable migrate status` recognizes a database that was migrated that way.

            Exit codes: 0 success, 2 failure (the reason is on standard error), 64 wrong usage.
            """
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var indexes: IndexOptions
    @Flag(help: "Print the SQL instead of running it.") var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let expected = TaskExecutionsTable(table.table, indexes: indexes.indexes)
        if dryRun {
            let statements = try await database.withExecutions(in: expected, isReadOnly: false, checksTable: false) {
                try await $0.pendingStatements()
            }
            let report: [String: JSONValue] = ["statements": .array(statements.map { .text($0) })]
            if output.json { return try output.print(report, lines: []) }
            // As it is, like the script of `generate`: the statements have several lines.
            for statement in statements { print("\(statement);") }
            return
        }
        // An index on many rows takes its time.
        let actions = try await database.withStorage(of: expected, isReadOnly: false, isLimited: false) {
            try await $0.migrate().actions
        }
        let report = Report(database: try database.address.shown, table: table.table, actions: actions)
        let nothing = "there was nothing to do: the table “\(table.table)” is up to date"
        try output.print(report, lines: actions.isEmpty ? [nothing] : actions)
    }

    private struct Report: Encodable {
        let database: String
        let table: String
        let actions: [String]
    }
}
