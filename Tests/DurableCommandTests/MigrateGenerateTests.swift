import Foundation
import TaskExecutionsSchema
import Testing
import TypedSQL

@Suite struct MigrateGenerateTests {
    @Test(arguments: ["sqlite", "postgresql"])
    func theCheckedInMigrationsAreWhatIsGenerated(dialect: String) async throws {
        let command = try await DurableCommand.run("migrate", "generate", "--dialect", dialect)
        #expect(command.exitCode == 0)
        #expect(command.error == "")
        let files = Self.migrations.map { packageFolder.appending(path: "Schema/\(dialect)/\($0).sql") }
        #expect(command.output == (try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined()))
    }

    @Test(arguments: ["sqlite", "postgresql"], TaskExecutionsIndexProfile.allCases)
    func whatIsPrintedIsTheScriptOfTheLibrary(dialect: String, indexes: TaskExecutionsIndexProfile) async throws {
        let command = try await DurableCommand.run(
            "migrate", "generate", "--dialect", dialect, "--indexes", indexes.rawValue, "--table", "my tasks"
        )
        let table = TaskExecutionsTable("my tasks", indexes: indexes)
        let script =
            dialect == "sqlite"
            ? try table.migrationScript(for: .sqlite) : try table.migrationScript(for: .postgresql)
        #expect(command.output == script)
    }

    @Test func sqliteIsWrittenWhereNoDialectIsGiven() async throws {
        let command = try await DurableCommand.run("migrate", "generate")
        #expect(command.output == (try TaskExecutionsTable().migrationScript(for: .sqlite)))
    }

    @Test func bothDialectsAreWrittenIntoAFolderThatDoesNotExistYet() async throws {
        let folder = try TemporaryFolder()
        let command = try await DurableCommand.run("migrate", "generate", "--output", folder.path("Schema"))
        #expect(command.exitCode == 0)
        #expect(
            try folder.contents.filter { $0.hasSuffix(".sql") }
                == ["postgresql", "sqlite"].flatMap { dialect in Self.migrations.map { "Schema/\(dialect)/\($0).sql" } }
        )
        let written = try Self.migrations.map {
            try String(contentsOf: folder.url.appending(path: "Schema/postgresql/\($0).sql"), encoding: .utf8)
        }
        #expect(written.joined() == (try TaskExecutionsTable().migrationScript(for: .postgresql)))
    }

    @Test func oneDialectAloneIsWrittenIntoAFolderWhereItIsAskedFor() async throws {
        let folder = try TemporaryFolder()
        let command = try await DurableCommand.run(
            "migrate", "generate", "--output", folder.path(""), "--dialect", "sqlite"
        )
        #expect(command.exitCode == 0)
        #expect(try folder.contents == ["sqlite"] + Self.migrations.map { "sqlite/\($0).sql" })
    }

    @Test func theFilesOfSeveralTablesDoNotReplaceEachOther() async throws {
        let folder = try TemporaryFolder()
        let output = ["migrate", "generate", "--enqueue-function", "--output", folder.path("")]
        for table in [[], ["--table", "a/../b"], ["--table", "a"]] {
            #expect(try await DurableCommand.run(output + table).exitCode == 0)
        }
        let files = try folder.contents.filter { $0.hasSuffix("0001_task_executions.sql") }
        #expect(files.filter { $0.hasPrefix("sqlite/") }.count == 3)
        let first = folder.url.appending(path: "postgresql/0001_task_executions.sql")
        let migration = try #require(TaskExecutionsTable().migrations.first)
        #expect(try String(contentsOf: first, encoding: .utf8) == migration.script(for: .postgresql))
        #expect(try folder.contents.filter { $0.hasSuffix("enqueue_function.sql") }.count == 3)
    }

    @Test func theFunctionThatEnqueuesIsWrittenForPostgreSQLOnly() async throws {
        let command = ["migrate", "generate", "--enqueue-function", "--table", "my_tasks"]
        let script = try await DurableCommand.run(command + ["--dialect", "postgresql"])
        #expect(script.exitCode == 0)
        #expect(script.output.contains("CREATE TABLE \"my_tasks\""))
        #expect(script.output.contains("CREATE OR REPLACE FUNCTION \"my_tasks_enqueue\"("))
        #expect(script.output.hasSuffix("$enqueue$;\n"))
        let refused = try await DurableCommand.run(command)
        #expect(refused.exitCode == 64)
        #expect(refused.error.contains("--dialect postgresql"))
        #expect(refused.output.isEmpty)
    }

    @Test func aFolderThatCanNotBeWrittenIsNamed() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.emptyFile("file").path()
        let command = try await DurableCommand.run("migrate", "generate", "--output", file)
        #expect(command.exitCode == 2)
        #expect(command.error.contains("“\(file)”"))
    }

    @Test(arguments: ["we\"ird 名", "select", "a'b", "semi;colon -- and a comment", "[x]", "back`tick"])
    func sqliteRunsTheScriptOfATableOfAnyName(name: String) async throws {
        let folder = try TemporaryFolder()
        let command = try await DurableCommand.run("migrate", "generate", "--table", name)
        try runScript(command.output, onDatabase: folder.path("tasks.db"))
        let table = try #require(try await describeTable(name, inDatabase: folder.path("tasks.db")))
        #expect(table == (try TaskExecutionsTable(name).description(for: .sqlite)))
    }

    @Test func aNameThatTheDatabaseWouldCutIsAMistakeOfTheCaller() async throws {
        let name = String(repeating: "n", count: 64)
        let command = try await DurableCommand.run("migrate", "generate", "--dialect", "postgresql", "--table", name)
        #expect(command.exitCode == 64)
        #expect(command.output == "")
        #expect(command.error.contains(name))
    }

    private static let migrations = TaskExecutionsTable().migrations.map(\.id)

    private var packageFolder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }
}
