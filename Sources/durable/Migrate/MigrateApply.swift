import ArgumentParser
import DurableExecutionStorage

struct MigrateApply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Makes the table, or brings it to what the code expects.",
        discussion: """
            For example:

              durable migrate apply --database tasks.db
              durable migrate apply --database postgresql://app@db.example.com/orders --schema queue

            An SQLite database is made where it does not exist. A table that is there already is taken over if its columns are as \
            expected; indexes that are missing are made, those that differ replaced. Where that can't be done, nothing is \
            changed. Doing it twice, or from several processes at once, is safe.

            \(ExitStatus.discussion)
            """
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var indexes: IndexOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let expected = TaskExecutionsTable(table.table, indexes: indexes.indexes)
        let actions = try await database.withStorage(of: expected, isReadOnly: false) { try await $0.migrate().actions }
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
