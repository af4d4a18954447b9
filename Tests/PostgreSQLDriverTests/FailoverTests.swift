import Foundation
import PostgreSQLTestServer
import Testing
import TypedSQL

@testable import PostgreSQLDriver

/// Servers that stop taking writes, or answering.
@Suite(.serialized) struct FailoverTests {
    private static func folder(of server: TestServer) -> String {
        server.connectionString.split(separator: " ").first.map { String($0.dropFirst("host=".count)) } ?? ""
    }

    private static func connectionString(_ servers: TestServer..., options: String) -> String {
        let hosts = servers.map { folder(of: $0) }.joined(separator: ",")
        return "host=\(hosts) user=durable dbname=postgres \(options)"
    }

    @Test(.timeLimit(.minutes(2))) func aServerThatStopsTakingWritesIsLeftForAnother() async throws {
        let first = try await TestServer(options: ["-c", "fsync=off"])
        let second = try await TestServer(options: ["-c", "fsync=off"])
        for server in [first, second] {
            let maker = try PostgreSQLDatabase(server.connectionString)
            try await maker.single { try await $0.run(notes.createTable) }
            await maker.close()
        }
        let string = Self.connectionString(first, second, options: "target_session_attrs=read-write")
        let database = try PostgreSQLDatabase(string)
        // Several connections that lie idle.
        await withDiscardingTaskGroup { group in
            for number in 0..<4 { group.addTask { try? await database.add("\(number)") } }
        }
        let switcher = try PostgreSQLDatabase(first.connectionString)
        try await switcher.single { _ = try await $0.run("alter system set default_transaction_read_only = on") }
        try await switcher.single { _ = try await $0.run("select pg_reload_conf()") }
        while try await switcher.single({ try await $0.values("show default_transaction_read_only", as: String.self) })
            != ["on"]
        {
            try await Task.sleep(for: .milliseconds(10))
        }
        await switcher.close()
        try await Task.sleep(for: .milliseconds(100))
        try await database.transaction { try await $0.run(insert(notes).values { $0.body = "second" }) }
        for number in 0..<8 { try await database.add("second \(number)") }
        #expect(try await database.bodies().count == 9)
        await database.close()
        await first.end()
        await second.end()
    }

    @Test(.timeLimit(.minutes(1))) func aReadThatWritesDoesNotGiveUpTheServer() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.maxConnections = 1
        let database = try await notesDatabase(configuration)
        let process: SQL = "select pg_backend_pid()"
        let before = try await database.single { try await $0.values(process, as: Int.self) }
        await #expect(throws: PostgreSQLError.self) {
            try await database.read { try await $0.run(insert(notes).values { $0.body = "a" }) }
        }
        #expect(try await database.single { try await $0.values(process, as: Int.self) } == before)
        await database.close()
    }

    @Test(.timeLimit(.minutes(1))) func aServerThatDoesNotAnswerLeavesTimeForTheNext() async throws {
        let first = try await TestServer(options: ["-c", "fsync=off"])
        let second = try await TestServer(options: ["-c", "fsync=off"])
        try await first.tell(.pause)
        var configuration = PostgreSQLConfiguration()
        configuration.connectionTimeout = .seconds(6)
        let database = try PostgreSQLDatabase(
            Self.connectionString(first, second, options: ""), configuration: configuration
        )
        #expect(try await database.single { try await $0.values("select 1", as: Int.self) } == [1])
        await database.close()
        try await first.tell(.resume)
        await first.end()
        await second.end()
    }

    @Test(.timeLimit(.minutes(1))) func theCancellationOfACallEndsItAlsoWhereTheServerDoesNotAnswer() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        var configuration = PostgreSQLConfiguration()
        configuration.statementTimeout = nil
        let database = try await server.database(configuration: configuration)
        try await database.single { try await $0.run(notes.createTable) }
        let hasBegun = AsyncStream<Void>.makeStream()
        let task = Task {
            try await database.read { connection in
                _ = try await connection.values("select 1", as: Int.self)
                hasBegun.continuation.finish()
                try await connection.run("select pg_sleep(3600)")
            }
        }
        for await _ in hasBegun.stream {}
        try await server.tell(.pause)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await server.tell(.resume)
        await database.close()
        await server.end()
    }

    @Test(.timeLimit(.minutes(1))) func closingDoesNotWaitForAServerThatDoesNotAnswer() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        var configuration = PostgreSQLConfiguration()
        configuration.statementTimeout = nil
        let database = try await server.database(configuration: configuration)
        try await database.single { try await $0.run(notes.createTable) }
        var changes = database.changesByOthers().makeAsyncIterator()
        _ = await changes.next()
        try await database.add("a")
        try await server.tell(.pause)
        await database.close()
        try await server.tell(.resume)
        await server.end()
    }

    @Test(.timeLimit(.minutes(1))) func aWatchIsInterruptedAtOnce() async throws {
        let pipe = Pipe()
        let watch = try SocketWatch(pipe.fileHandleForReading.fileDescriptor)
        async let wake = watch.wait(for: .reading, until: nil)
        watch.interrupt()
        #expect(await wake == .timedOut)
        #expect(await watch.wait(for: .reading, until: nil) == .timedOut)
        await withCheckedContinuation { continuation in watch.close { continuation.resume() } }
    }

    @Test func theServersOfAConnectionStringTakeTurns() throws {
        let string = try ConnectionString("postgresql://u@a:1,b:2,c:3/d")
        #expect(string.serverCount == 3)
        #expect(string.servers(beginningWith: 0).isEmpty)
        #expect(string.servers(beginningWith: 1).map(\.1) == ["b,c,a", "2,3,1"])
        #expect(string.servers(beginningWith: 5).map(\.1) == ["c,a,b", "3,1,2"])
        #expect(try ConnectionString("host=a port=1").serverCount == 1)
    }
}
