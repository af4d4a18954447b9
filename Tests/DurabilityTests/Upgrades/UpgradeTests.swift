import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// Databases that earlier versions have made, and the reference, are taken over with all that is in them.
///
/// A new step of the schema gets a fixture before it is released: `DURABLE_FIXTURE=<path>` has one made.
@Suite struct UpgradeTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    private static let newFixture = ProcessInfo.processInfo.environment["DURABLE_FIXTURE"]

    private static var configuration: DurableExecutor.Configuration {
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .milliseconds(10)
        configuration.leaseDuration = .milliseconds(100)
        configuration.retention = .off
        return configuration
    }

    /// The schema as it was after each step.
    private static let versions = ["0001_task_executions", "0002_workflows"]

    @Test func eachVersionOfTheSchemaHasAFixture() {
        #expect(TaskExecutionsTable().migrations.map(\.id) == Self.versions)
    }

    @Test(.timeLimit(.minutes(1)), arguments: versions)
    func aDatabaseOfAnEarlierVersionIsMigratedAndRun(_ version: String) async throws {
        try await TemporaryFolder.with { folder in
            let fixture = Self.fixtures.appending(path: version + ".sqlite")
            try FileManager.default.copyItem(at: fixture, to: folder.url.appending(path: "test.db"))
            let storage = SQLTaskExecutionsStorage(try await folder.database())
            let closed = try await storage.rows().filter { $0.closeStatus == .closed }
            #expect(closed.count > 5)
            try await storage.migrate()
            #expect(try await storage.checkSchema() == [])
            try await runAll(storage)
            // What had ended before is as it was.
            let now = try await storage.get(closed.map { TaskExecutionLookup(executionID: $0.executionID) })
            #expect(now == closed)
            let integrity = try await storage.database.read { connection in
                var lines: [String] = []
                let check: SQL = "pragma integrity_check"
                try connection.run(check.rendered(for: connection.dialect), bind: { _ in }) {
                    lines.append(try $0.next())
                }
                return lines
            }
            #expect(integrity == ["ok"])
            await storage.database.close()
        }
    }

    private struct Person: Codable {
        var name: String
        var date: Date
    }

    private struct Count: Codable {
        var a: Int
    }

    /// Its tables and its rows are written with its own statements, its payloads are superjson.
    @Test(.timeLimit(.minutes(1)), arguments: [TaskExecutionsIndexProfile.lean, .reference])
    func aDatabaseOfTheReferenceIsTakenOverAndRun(_ indexes: TaskExecutionsIndexProfile) async throws {
        try await TemporaryFolder.with { folder in
            let fixture = Self.fixtures.appending(path: "reference.sqlite")
            try FileManager.default.copyItem(at: fixture, to: folder.url.appending(path: "test.db"))
            let storage = SQLTaskExecutionsStorage(
                try await folder.database(), table: TaskExecutionsTable(indexes: indexes)
            )
            let done = try await storage.get([TaskExecutionLookup(executionID: "te_done")])
            try await storage.migrate()
            #expect(try await storage.checkSchema() == [])
            var configuration = Self.configuration
            configuration.codec = SuperJSONTaskPayloadCodec()
            let executor = try DurableExecutor(storage: storage, configuration: configuration)
            let child = try executor.register(
                DurableTask("child") { (person: Person, _) in
                    "\(person.name) \(Int(person.date.timeIntervalSince1970))"
                }
            )
            let parent = try executor.register(
                .parent("parent") { (_: [String: Int], _) in
                    FanOut(Count(a: 2), children: [])
                }
            )
            let webhook = try executor.register(.sleeping("webhook", output: Int.self, timeout: .seconds(1)))
            try await executor.start()
            #expect(try await executor.wake(webhook, "hook_1", output: 7))
            let result = try await executor.handle(for: parent, executionID: "te_parent").result()
            #expect(result.output.a == 1)
            #expect(try result.outputs(of: child) == ["x 1704067200"])
            #expect(try await executor.handle(for: child, executionID: "te_dead").result() == "y 1704153600")
            #expect(try await executor.handle(for: child, executionID: "te_done").result() == "z")
            while try await storage.rows().contains(where: { $0.closeStatus != .closed }) {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await storage.get([TaskExecutionLookup(executionID: "te_done")]) == done)
            #expect(
                try await storage.get([TaskExecutionLookup(executionID: "te_sleeping")]).first??.output
                    == #"{"json":7}"#)
            await executor.shutdown()
            await storage.database.close()
        }
    }

    @Test func aDatabaseOfALaterVersionIsRefusedAndLeftAlone() async throws {
        try await TemporaryFolder.with { folder in
            let storage = SQLTaskExecutionsStorage(try await folder.database())
            try await storage.migrate()
            try await storage.insert(UpgradeRows.all)
            let rows = try await storage.rows()
            try await storage.database.single { connection in
                _ = try await connection.run(
                    """
                    insert into durable_migrations (table_name, migration, applied_at)
                    values ('task_executions', '9999_later', 1)
                    """
                )
            }
            let later = SQLTaskExecutionsStorage(storage.database)
            let executor = try DurableExecutor(storage: later)
            let tasks = try UpgradeTasks(executor)
            let attempts: [() async throws -> Void] = [
                { try await later.migrate() }, { try await later.insert([UpgradeRows.all[0]]) },
                { _ = try await executor.enqueue(tasks.double, 1) }, { _ = try await later.checkSchema() },
            ]
            for attempt in attempts {
                let error = await #expect(throws: TaskExecutionsSchemaError.self) { try await attempt() }
                #expect(error?.reason == .newerDatabase(migrations: ["9999_later"]))
                #expect(error.map { "\($0)".contains("update the library") } == true)
            }
            await executor.shutdown()
            #expect(try await storage.rows() == rows)
            await storage.database.close()
        }
    }

    /// Runs what an earlier executor has left behind, until all of it has ended and is closed.
    private func runAll(_ storage: SQLTaskExecutionsStorage<SQLiteDatabase>) async throws {
        let executor = try DurableExecutor(storage: storage, configuration: Self.configuration)
        let tasks = try UpgradeTasks(executor)
        try await executor.start()
        #expect(try await executor.wake(tasks.approve, "approval", output: 5))
        while try await storage.rows().contains(where: { $0.closeStatus != .closed }) {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try await executor.enqueue(tasks.sum, 1).result() == 6)
        await executor.shutdown()
        for (id, output) in UpgradeRows.ends {
            let execution = try #require(try await storage.get([TaskExecutionLookup(executionID: id)]).first ?? nil)
            #expect(
                execution.status == .completed ? execution.output == output.map { "\($0)" } : output == nil, "\(id)")
        }
    }

    @Test(.enabled(if: newFixture != nil, "no fixture is asked for")) func aFixtureIsMade() async throws {
        let database = try await SQLiteDatabase(path: try #require(Self.newFixture))
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        let executor = try DurableExecutor(storage: storage)
        let tasks = try UpgradeTasks(executor)
        try await executor.start()
        _ = try await executor.enqueue(tasks.sum, 100).result()
        _ = try await executor.enqueue(tasks.double, -1).wait()
        while try await storage.rows().contains(where: { $0.closeStatus != .closed }) {
            try await Task.sleep(for: .milliseconds(10))
        }
        await executor.shutdown()
        try await storage.insert(UpgradeRows.all)
        await database.close()
    }
}
