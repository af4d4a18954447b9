import ArgumentParser
import Foundation
import TaskExecutionsSchema
import TypedSQL

struct MigrateGenerate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes the migrations as SQL, without a database.",
        discussion: """
            For example:

              durable migrate generate | sqlite3 tasks.db
              durable migrate generate --output Schema
              durable migrate generate --dialect postgresql --enqueue-function | psql orders

            The second line writes Schema/sqlite/0001_task_executions.sql and the same for PostgreSQL. The third adds a \
            function of PostgreSQL's, task_executions_enqueue, with which any language enqueues:

              select task_executions_enqueue('charge', '{"order": 42}', max_attempts => 3);

            \(ExitStatus.discussion)
            """
    )

    @Option(help: "The database to write for. (default: sqlite; with --output both)")
    var dialect: GeneratedDialect?

    @Flag(help: "Also write the function that enqueues, for PostgreSQL.")
    var enqueueFunction = false

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
        guard let output else {
            for script in try scripts(for: dialect ?? .sqlite) { print(script.text, terminator: "") }
            return
        }
        for dialect in dialect.map({ [$0] }) ?? GeneratedDialect.allCases {
            try write(scripts(for: dialect), to: output, dialect.rawValue)
        }
    }

    private func scripts(for dialect: GeneratedDialect) throws -> [(name: String, text: String)] {
        let table = TaskExecutionsTable(table.table, indexes: indexes.indexes)
        var scripts = try table.migrations.map { (name: $0.id, text: try dialect.script(of: $0)) }
        if enqueueFunction, dialect == .postgresql {
            let function = try table.enqueueFunctionForPostgreSQL().rendered(for: .postgresql)
            scripts.append(("enqueue_function", "\(function);\n"))
        } else if enqueueFunction, output == nil {
            throw CommandFailure(
                "SQLite has no functions of its users: leave --enqueue-function out, or give --dialect postgresql",
                status: .usage
            )
        }
        return scripts
    }

    private func write(_ scripts: [(name: String, text: String)], to output: String, _ dialect: String) throws {
        let folder = "\(output)/\(dialect)"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in scripts {
                let path = "\(folder)/\(name).sql"
                try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
                print("wrote \(path)")
            }
        } catch {
            throw CommandFailure(
                "the migrations can't be written to “\(output)”: give a folder in which you may make files")
        }
    }
}
