import DurableExecutionStorage
import Foundation
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

/// Whether the command that these tests start was built with the trait.
#if PostgreSQL
let acceptsPostgreSQL = true
#else
let acceptsPostgreSQL = false
#endif

@Suite(.enabled(if: acceptsPostgreSQL, "the trait PostgreSQL is off: swift test --traits PostgreSQL"))
struct PostgreSQLCommandTests {
    @Test func theCommandsWorkOnADatabaseBehindAURL() async throws {
        let place = try await Place()
        let applied = try await place.run("migrate", "apply")
        #expect(applied.exitCode == 0, "\(applied.error)")
        #expect(applied.output.contains("created the table “task_executions”"))
        #expect(try await place.run("migrate", "apply").output.contains("nothing to do"))
        #expect(try await place.run("migrate", "check").output.contains("is as expected"))
        #expect(try await place.run("migrate", "status").output.contains("0001_task_executions"))
        #expect(try await place.run("list").exitCode == 0)

        let id = try await place.enqueue()
        #expect(try await place.run("list").output.contains(id))
        #expect(try await place.run("stats").exitCode == 0)
        #expect(try await place.run("tree", id).exitCode == 0)
        #expect(try await place.run("cancel", id).exitCode == 0)
        let shown = try await place.run("show", id)
        #expect(shown.output.contains("cancelled"))
        #expect(try await place.run("retry", id).exitCode == 0)
        #expect(try await place.run("prune", "--older-than", "1d").exitCode == 0)
    }

    @Test func aPasswordIsNeverShown() async throws {
        let place = try await Place(password: "hunter2")
        let applied = try await place.run("migrate", "apply", "--json")
        #expect(applied.exitCode == 0)
        #expect(applied.output.contains("durable@"))
        let missing = try await place.run("list", "--table", "nowhere")
        #expect(missing.exitCode == 2)
        #expect(missing.error.contains("durable migrate apply"))
        for text in [applied.output, applied.error, missing.output, missing.error] {
            #expect(!text.contains("hunter2"))
        }
    }

    @Test func anAddressThatCanNotBeIsRefused() async throws {
        let url = try await DurableCommand.run("list", "--database", "postgresql://ada:hunter2@host:port/orders")
        #expect(url.exitCode == 64 || url.exitCode == 2)
        #expect(!url.error.contains("hunter2"))
        let scheme = try await DurableCommand.run("list", "--database", "mysql://host/orders")
        #expect(scheme.exitCode == 64)
        #expect(scheme.error.contains("“mysql://” are not supported"))
        let schema = try await DurableCommand.run("list", "--database", "tasks.db", "--schema", "queue")
        #expect(schema.exitCode == 64)
        #expect(schema.error.contains("SQLite has no schemas"))
    }

    @Test func threeDemosShareADatabaseAndOneMayBeKilled() async throws {
        let place = try await Place()
        let folder = try DemoFolder()
        try folder.fill(1_500)
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let script = Process()
        script.executableURL = root.appending(path: "Scripts/demo-of-three")
        script.arguments = [place.urlInSchema, folder.path]
        script.environment = ProcessInfo.processInfo.environment
            .merging(["DURABLE": DurableCommand.process([]).executableURL?.path ?? ""]) { $1 }
        let output = Pipe()
        script.standardOutput = output
        script.standardError = output
        try script.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        script.waitUntilExit()
        #expect(script.terminationStatus == 0, "\(text)")
        #expect(text.contains("right: sha256sum says the same"))
    }
}

/// A schema of the tests' server.
private struct Place {
    let url: String
    let configuration: PostgreSQLConfiguration

    init(password: String? = nil) async throws {
        let server = try await TestServer.shared.value
        configuration = try await server.newSchema()
        let folder = server.connectionString.split(separator: " ").first { $0.hasPrefix("host=") }?.dropFirst(5) ?? ""
        url = "postgresql://durable\(password.map { ":\($0)" } ?? "")@/postgres?host=\(folder)"
    }

    var urlInSchema: String { "\(url)&options=-csearch_path%3D\(configuration.schema ?? "")" }

    func run(_ arguments: String...) async throws -> DurableCommand {
        try await DurableCommand.run(arguments + ["--database", url, "--schema", configuration.schema ?? ""])
    }

    func enqueue() async throws -> String {
        let database = try PostgreSQLDatabase(url, configuration: configuration)
        let executor = try DurableExecutor(storage: SQLTaskExecutionsStorage(database))
        let task = DurableTask("waits", options: TaskOptions(timeout: .seconds(60))) { (text: String, _) in text }
        try executor.register(task)
        let id = try await executor.enqueue(task, "anything").executionID
        await database.close()
        return id
    }
}
