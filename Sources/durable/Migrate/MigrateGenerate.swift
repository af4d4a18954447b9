import ArgumentParser
import DurableExecutionStorage
import Foundation
import TaskExecutionsSchema
import TypedSQL

struct MigrateGenerate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Prints the migrations as SQL, without a database.",
        discussion: """
            For example:

              durable migrate generate | sqlite3 tasks.db
              durable migrate generate --output Schema
              durable migrate generate --dialect postgresql --enqueue-function | psql orders

            The second command writes Schema/sqlite/0001_task_executions.sql and the same for PostgreSQL. The files of a table \
            with another name are in a folder of that name. The third command adds the PostgreSQL function \
            task_executions_enqueue, with which any language can enqueue:

              select task_executions_enqueue('charge', '{"order": 42}', max_attempts => 3);

            Exit codes: 0 success, 2 failure (the reason is on standard error), 64 wrong usage.
            """
    )

    @Option(help: "The SQL dialect. (default: sqlite; with --output both)")
    var dialect: GeneratedDialect?

    @Flag(help: "Add the function that enqueues, for PostgreSQL.")
    var enqueueFunction = false

    @Flag(help: ArgumentHelp("Also write the statements with which the storage works.", visibility: .hidden))
    var statements = false

    @OptionGroup var table: TableOptions
    @OptionGroup var indexes: IndexOptions

    @Option(
        help: ArgumentHelp(
            """
            The folder in which to write <dialect>/<migration>.sql; created if it does not exist. (default: standard output)
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
            if statements {
                try write([(dialect.rawValue, shownStatements(for: dialect))], to: output, "statements")
            }
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
                "SQLite has no user-defined functions: leave --enqueue-function out, or give --dialect postgresql",
                status: .usage
            )
        }
        return scripts
    }

    /// The name of a table with all but letters and digits of ASCII, `_` and `-` as `%` and two hexadecimal digits per byte.
    private static func fileName(of table: String) -> String {
        table.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            let isPlain = character.isASCII && (character.isLetter || character.isNumber || "_-".contains(character))
            return isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    /// Each statement with what it is for, its clauses on lines of their own.
    private func shownStatements(for dialect: GeneratedDialect) throws -> String {
        let table = TaskExecutionsTable(table.table, indexes: indexes.indexes)
        let statements = try ShownStatements(table: table, dialect: dialect.dialect).all()
        return statements.map { shown in
            var sql = shown.sql
            for clause in ["from", "set", "where", "order by", "returning"] {
                sql = sql.replacing(" \(clause) ", with: "\n\(clause) ")
            }
            return "-- \(shown.operation)\n\(sql);\n"
        }.joined(separator: "\n")
    }

    private func write(_ scripts: [(name: String, text: String)], to output: String, _ dialect: String) throws {
        var folder = "\(output)/\(dialect)"
        // The names of migrations are the same for every table.
        if table.table != TaskExecutionsTable.defaultName { folder += "/\(Self.fileName(of: table.table))" }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in scripts {
                let path = "\(folder)/\(name).sql"
                try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
                print("wrote \(path.printable)")
            }
        } catch {
            throw CommandFailure(
                "the migrations can't be written to “\(output)”: give a folder in which you may make files")
        }
    }
}
