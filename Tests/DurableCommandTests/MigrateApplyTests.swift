import DurableExecutionStorage
import Foundation
import Testing
import TypedSQL

@Suite struct MigrateApplyTests {
    let folder: TemporaryFolder
    let database: String

    init() throws {
        folder = try TemporaryFolder()
        database = folder.path("tasks.db")
    }

    @Test func aNewDatabaseIsMadeWithTheTable() async throws {
        let command = try await DurableCommand.run("migrate", "apply", "--database", database)
        #expect(command.exitCode == 0)
        #expect(
            command.lines == [
                "created the table “task_executions” with 11 indexes", "recorded the migration 0001_task_executions",
                "recorded the migration 0002_workflows",
            ]
        )
        let table = try await describeTable("task_executions", inDatabase: database)
        #expect(table == (try TaskExecutionsTable().description(for: .sqlite)))
    }

    @Test func nobodyElseMayReadANewDatabase() async throws {
        _ = try await DurableCommand.run("migrate", "apply", "--database", database)
        let attributes = try FileManager.default.attributesOfItem(atPath: database)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func applyingTwiceDoesNothingTheSecondTime() async throws {
        _ = try await DurableCommand.run("migrate", "apply", "--database", database)
        let second = try await DurableCommand.run("migrate", "apply", "--database", database)
        #expect(second.exitCode == 0)
        #expect(second.output == "there was nothing to do: the table “task_executions” is up to date\n")
    }

    @Test func severalProcessesAtOnceMakeOneTable() async throws {
        let database = database
        let commands = try await withThrowingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { try await DurableCommand.run("migrate", "apply", "--database", database) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(commands.map(\.error).filter { !$0.isEmpty } == [])
        #expect(commands.allSatisfy { $0.exitCode == 0 })
        #expect(commands.filter { $0.output.contains("created the table") }.count == 1)
        #expect(commands.filter { $0.output.contains("nothing to do") }.count == 7)
        #expect(try await DurableCommand.run("migrate", "check", "--database", database).exitCode == 0)
    }

    @Test func itWaitsForAnotherProcessThatWritesToANewFile() async throws {
        let lock = try WriteLock(onDatabase: database)
        async let command = DurableCommand.run("migrate", "apply", "--database", database)
        try await Task.sleep(for: .milliseconds(300))
        lock.release()
        #expect(try await command.error == "")
        #expect(try await command.exitCode == 0)
    }

    @Test func otherIndexesReplaceThoseThatDiffer() async throws {
        _ = try await DurableCommand.run("migrate", "apply", "--database", database)
        let command = try await DurableCommand.run(
            "migrate", "apply", "--database", database, "--indexes", "reference"
        )
        #expect(command.exitCode == 0)
        #expect(command.lines.count == 10)
        #expect(command.lines.allSatisfy { $0.hasPrefix("replaced the index “ix_task_executions_") })
        let table = try await describeTable("task_executions", inDatabase: database)
        let expected = try TaskExecutionsTable(indexes: .reference).description(for: .sqlite)
        #expect(table?.columns == expected.columns)
        #expect(Set(table?.indexes ?? []) == Set(expected.indexes))
    }

    @Test func aTableWithOtherColumnsIsLeftAlone() async throws {
        try runScript("create table task_executions (id integer primary key, note text)", onDatabase: database)
        let before = try await describeTable("task_executions", inDatabase: database)
        let command = try await DurableCommand.run("migrate", "apply", "--database", database)
        #expect(command.exitCode == 2)
        #expect(command.output == "")
        #expect(command.error.contains("“\(database)”: the table “task_executions” is not as expected"))
        #expect(command.error.contains("\n  column status: is missing, expected text not null\n"))
        #expect(try await describeTable("task_executions", inDatabase: database) == before)
        #expect(try await describeTable("durable_migrations", inDatabase: database) == nil)
    }

    @Test func aNewerDatabaseIsRefused() async throws {
        _ = try await DurableCommand.run("migrate", "apply", "--database", database)
        try runScript(
            "insert into durable_migrations values ('task_executions', '9999_later', 5)", onDatabase: database
        )
        let command = try await DurableCommand.run("migrate", "apply", "--database", database)
        #expect(command.exitCode == 2)
        #expect(command.error.contains("newer version"))
        #expect(command.error.contains("9999_later"))
    }

    @Test func jsonNamesTheActions() async throws {
        struct Report: Decodable, Equatable {
            let database: String
            let table: String
            let actions: [String]
        }
        let first = try await DurableCommand.run(
            "migrate", "apply", "--database", database, "--table", "we\"ird 名", "--json"
        )
        let actions = [
            "created the table “we\"ird 名” with 11 indexes", "recorded the migration 0001_task_executions",
            "recorded the migration 0002_workflows",
        ]
        #expect(
            try first.json(as: Report.self) == Report(database: database, table: "we\"ird 名", actions: actions)
        )
        let second = try await DurableCommand.run(
            "migrate", "apply", "--database", database, "--table", "we\"ird 名", "--json"
        )
        #expect(try second.json(as: Report.self).actions == [])
    }

    @Test func aFileThatIsNoDatabaseIsLeftAlone() async throws {
        let text = Data("A text that is long enough not to be taken for an empty database, and still no database.".utf8)
        try text.write(to: URL(filePath: database))
        let command = try await DurableCommand.run("migrate", "apply", "--database", database)
        #expect(command.exitCode == 2)
        #expect(command.error.contains("“\(database)” is not an SQLite database"))
        #expect(try Data(contentsOf: URL(filePath: database)) == text)
    }

    @Test(.enabled(if: acceptsPostgreSQL), arguments: ["postgresql", "postgres"])
    func aServerThatIsNotThereIsNamed(scheme: String) async throws {
        let url = "\(scheme)://ada@/tasks?host=\(folder.path("nowhere"))"
        let command = try await DurableCommand.run("migrate", "apply", "--database", url)
        #expect(command.exitCode == 2)
        #expect(command.error.hasPrefix("durable: the server can't be reached ("))
        #expect(command.error.contains(folder.path("nowhere")))
        #expect(command.error.hasSuffix("): start it, or correct the URL\n"))
    }

    @Test func aFolderThatDoesNotExistIsNamed() async throws {
        let path = folder.path("missing/tasks.db")
        let command = try await DurableCommand.run("migrate", "apply", "--database", path)
        #expect(command.exitCode == 2)
        #expect(command.error == "durable: the folder of “\(path)” does not exist: make it, or correct the path\n")
    }
}
