import ArgumentParser
import Foundation
import TaskExecutionsSchema

struct MigrateGenerate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes the migrations as SQL, without a database.",
        discussion: """
            For example:

              durable migrate generate | sqlite3 tasks.db
              durable migrate generate --output Schema

            The second line writes Schema/sqlite/0001_task_executions.sql and the same for PostgreSQL.

            \(ExitStatus.discussion)
            """
    )

    @Option(help: "The database to write for. (default: sqlite; with --output both)")
    var dialect: GeneratedDialect?

    @OptionGroup var table: TableOptions
    @OptionGroup var indexes: IndexOptions

    @Option(
        help: ArgumentHelp(
            """
            The folder in which to write <dialect>/<migration>.sql; it is made where it does not exist. (default: standard \
            output)
            """,
            valueName: "folder"
        )
    )
    var output: String?

    func run() throws {
        let migrations = TaskExecutionsTable(table.table, indexes: indexes.indexes).migrations
        guard let output else {
            for migration in migrations { print(try (dialect ?? .sqlite).script(of: migration), terminator: "") }
            return
        }
        for dialect in dialect.map({ [$0] }) ?? GeneratedDialect.allCases {
            let folder = URL(filePath: output, directoryHint: .isDirectory).appending(path: dialect.rawValue)
            let scripts = try migrations.map { ($0.id, try dialect.script(of: $0)) }
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                for (id, script) in scripts {
                    try Data(script.utf8).write(to: folder.appending(path: "\(id).sql"), options: .atomic)
                    print("wrote \(output)/\(dialect.rawValue)/\(id).sql")
                }
            } catch {
                throw CommandFailure(
                    "the migrations can't be written to “\(output)”: give a folder in which you may make files"
                )
            }
        }
    }
}
