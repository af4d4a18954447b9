import Foundation
import Testing

@Suite struct EnvironmentTests {
    @Test func databaseAndTableAreTakenFromTheEnvironment() async throws {
        let folder = try TemporaryFolder()
        let environment = ["DURABLE_DATABASE": folder.path("tasks.db"), "DURABLE_TABLE": "my_tasks"]
        let applied = try await DurableCommand.run(["migrate", "apply"], environment: environment)
        #expect(applied.output.contains("“my_tasks”"))
        let listed = try await DurableCommand.run(["list"], environment: environment)
        #expect(listed.exitCode == 0)
        #expect(listed.output == "there are no such executions\n")
        let other = try await DurableCommand.run(["list", "--table", "others"], environment: environment)
        #expect(other.exitCode == 2)
        let none = try await DurableCommand.run(["list"], environment: ["DURABLE_DATABASE": ""])
        #expect(none.exitCode == 64)
        #expect(none.error.contains("DURABLE_DATABASE"))
    }

    @Test func aWrongTableNamesTheTablesThatExist() async throws {
        let folder = try TemporaryFolder()
        let options = ["--database", folder.path("tasks.db"), "--table"]
        for table in ["first", "sec\"ond"] {
            _ = try await DurableCommand.run(["migrate", "apply"] + options + [table])
        }
        for command in [["list"], ["cancel", "te_1"], ["migrate", "check"]] {
            let wrong = try await DurableCommand.run(command + options + ["thrid"])
            #expect(wrong.exitCode == 2)
            #expect(wrong.error.contains("“first”, “sec\"ond”"))
        }
    }

    @Test func theVersionIsThatOfTheChangeLog() async throws {
        let version = try await DurableCommand.run("--version").output.trimmingCharacters(in: .whitespacesAndNewlines)
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let changes = try String(contentsOf: package.appending(path: "CHANGELOG.md"), encoding: .utf8)
        let released = changes.split(separator: "\n").first { $0.hasPrefix("## ") }?.dropFirst(3)
        #expect(version == released.map(String.init))
        let readme = try String(contentsOf: package.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("from: \"\(version)\""))
    }
}
