import DurableExecutionStorage
import Foundation
import Testing
import TypedSQL

@Suite struct MigrateCheckTests {
    let folder: TemporaryFolder
    let database: String

    init() throws {
        folder = try TemporaryFolder()
        database = folder.path("tasks.db")
    }

    @Test(arguments: TaskExecutionsIndexProfile.allCases)
    func aFreshTableIsAsExpected(indexes: TaskExecutionsIndexProfile) async throws {
        let options = ["--database", database, "--table", "we\"ird 名", "--indexes", indexes.rawValue]
        _ = try await DurableCommand.run(["migrate", "apply"] + options)
        let command = try await DurableCommand.run(["migrate", "check"] + options)
        #expect(command.exitCode == 0)
        #expect(command.output == "the table “we\"ird 名” is as expected\n")
        #expect(command.error == "")
    }

    @Test func aTableMadeByTheScriptIsAsExpected() async throws {
        try runScript(try TaskExecutionsTable().migrationScript(for: .sqlite), onDatabase: database)
        #expect(try await check().exitCode == 0)
    }

    @Test(arguments: ChangedTable.all)
    func aDifferenceIsReportedInALineOfItsOwn(changed: ChangedTable) async throws {
        try runScript(changed.script, onDatabase: database)
        let command = try await check()
        #expect(command.exitCode == 1)
        #expect(command.lines == changed.differences)
        #expect(command.error == "")
    }

    @Test(arguments: ["text", "text not null default ''"])
    func anAdditionalColumnIsNamedAndIgnoredAsByApply(type: String) async throws {
        try runScript(
            try TaskExecutionsTable().migrationScript(for: .sqlite)
                + "alter table task_executions add column note \(type)",
            onDatabase: database
        )
        #expect(try await DurableCommand.run("migrate", "apply", "--database", database).exitCode == 0)
        let command = try await check()
        #expect(command.exitCode == 0)
        #expect(command.lines.first == "the table “task_executions” is as expected")
        #expect(command.lines.last?.hasPrefix("column note: ") == true)
        #expect(command.lines.last?.hasSuffix("; ignored") == true)
    }

    @Test func indexesOfOthersAreNoneOfItsBusiness() async throws {
        try runScript(
            try TaskExecutionsTable().migrationScript(for: .sqlite)
                + "create index my_own on task_executions (task_id)",
            onDatabase: database
        )
        #expect(try await check().exitCode == 0)
    }

    @Test func jsonNamesEachDifference() async throws {
        struct Report: Decodable {
            struct Difference: Decodable, Equatable {
                let kind: String
                let name: String
                let found: String?
                let expected: String?
                let isFatal: Bool
            }
            let database: String
            let table: String
            let isAsExpected: Bool
            let differences: [Difference]
        }
        _ = try await DurableCommand.run("migrate", "apply", "--database", database)
        let clean = try await check("--json")
        #expect(clean.exitCode == 0)
        #expect(
            clean.output
                == #"{"database":"\#(database)","differences":[],"isAsExpected":true,"table":"task_executions"}"# + "\n"
        )
        try runScript("drop index ix_task_executions_close_expires_at", onDatabase: database)
        let different = try await check("--json")
        #expect(different.exitCode == 1)
        let report = try different.json(as: Report.self)
        #expect(report.database == database)
        #expect(report.table == "task_executions")
        #expect(!report.isAsExpected)
        #expect(
            report.differences == [
                Report.Difference(
                    kind: "index", name: "ix_task_executions_close_expires_at", found: nil,
                    expected: "(close_expires_at) where close_expires_at is not null", isFatal: false
                )
            ]
        )
        #expect(different.output.contains(#""found":null"#))
    }

    @Test func aMissingTableCanNotBeChecked() async throws {
        try runScript("create table something_else (id integer)", onDatabase: database)
        let command = try await check()
        #expect(command.exitCode == 2)
        #expect(command.output == "")
        #expect(command.error.hasPrefix("durable: “\(database)”: the database has no table “task_executions”"))
    }

    @Test(arguments: ["check", "status"])
    func aMissingDatabaseIsNotMade(subcommand: String) async throws {
        let command = try await DurableCommand.run("migrate", subcommand, "--database", database)
        #expect(command.exitCode == 2)
        #expect(command.output == "")
        #expect(
            command.error == """
                durable: there is no database “\(database)”: make it with `durable migrate apply`, or correct the path

                """
        )
        #expect(try folder.contents == [])
    }

    @Test(arguments: ["check", "status"])
    func aFileThatIsNoDatabaseCanNotBeChecked(subcommand: String) async throws {
        let text = Data("A text that is long enough not to be taken for an empty database, and still no database.".utf8)
        try text.write(to: URL(filePath: database))
        let command = try await DurableCommand.run("migrate", subcommand, "--database", database)
        #expect(command.exitCode == 2)
        #expect(command.error.contains("“\(database)” is not an SQLite database"))
        #expect(try Data(contentsOf: URL(filePath: database)) == text)
        #expect(try folder.contents == ["tasks.db"])
    }

    @Test func aFolderCanNotBeChecked() async throws {
        let command = try await DurableCommand.run("migrate", "check", "--database", folder.path(""))
        #expect(command.exitCode == 2)
        #expect(command.error.contains("is a folder"))
    }

    @Test func aNewerDatabaseCanNotBeChecked() async throws {
        _ = try await DurableCommand.run("migrate", "apply", "--database", database)
        try runScript(
            "insert into durable_migrations values ('task_executions', '9999_later', 5)", onDatabase: database
        )
        let command = try await check()
        #expect(command.exitCode == 2)
        #expect(command.error.contains("newer version"))
        #expect(command.error.contains("9999_later"))
    }

    private func check(_ options: String...) async throws -> DurableCommand {
        try await DurableCommand.run(["migrate", "check", "--database", database] + options)
    }
}
