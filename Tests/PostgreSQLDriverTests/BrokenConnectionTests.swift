import Foundation
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

/// Connections that the server ends, and servers that end.
@Suite(.serialized) struct BrokenConnectionTests {
    @Test func whatBrokeWhileNobodyUsedItIsReplaced() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        let database = try await server.database()
        try await database.single { try await $0.run(notes.createTable) }
        let killer = try PostgreSQLDatabase(server.connectionString)
        for round in 0..<3 {
            try await database.add("\(round)")
            try await killer.endOthers()
        }
        #expect(try await database.bodies() == ["0", "1", "2"])
        for command in [TestServer.Command.stop, .start, .kill, .start] { try await server.tell(command) }
        try await database.add("3")
        #expect(try await database.bodies() == ["0", "1", "2", "3"])
        await killer.close()
        await database.close()
        await server.end()
    }

    @Test func aTransactionWhoseConnectionBreaksStoresNothingAndSaysSo() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        let database = try await server.database()
        try await database.single { try await $0.run(notes.createTable) }
        let killer = try PostgreSQLDatabase(server.connectionString)
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.transaction { connection in
                try await connection.run(insert(notes).values { $0.body = "a" })
                try await killer.endOthers()
                try await connection.run(insert(notes).values { $0.body = "b" })
            }
        }
        #expect(error?.code == .connectionLost)
        #expect(error?.isRetryable == true)
        #expect(try await database.bodies() == [])
        await killer.close()
        await database.close()
        await server.end()
    }

    @Test func aCallWaitsForAServerThatIsBeingStarted() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        let database = try await server.database()
        try await database.single { try await $0.run(notes.createTable) }
        try await server.tell(.kill)
        async let added: Void = database.add("a")
        try await server.tell(.start)
        try await added
        #expect(try await database.bodies() == ["a"])
        await database.close()
        await server.end()
    }

    @Test func aServerThatStandsStillIsGivenUp() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        var configuration = PostgreSQLConfiguration()
        configuration.statementTimeout = .seconds(3)
        let database = try await server.database(configuration: configuration)
        try await database.single { try await $0.run(notes.createTable) }
        try await server.tell(.pause)
        let error = await #expect(throws: PostgreSQLError.self) { try await database.add("a") }
        #expect(error?.code == .outcomeUnknown)
        try await server.tell(.resume)
        try await database.add("b")
        #expect(try await database.bodies().last == "b")
        await database.close()
        await server.end()
    }

    @Test func whyAServerCouldNotBeReachedIsSaidAlsoWhereTheLastTryIsCutOff() async throws {
        let server = try RudeServer()
        var configuration = PostgreSQLConfiguration()
        configuration.connectionTimeout = .seconds(3)
        let database = try PostgreSQLDatabase(server.connectionString, configuration: configuration)
        let error = await #expect(throws: PostgreSQLError.self) { try await database.bodies() }
        #expect(error?.code == .cannotConnect)
        #expect(error?.message.contains("server closed the connection unexpectedly") == true)
        await database.close()
    }
}

extension PostgreSQLDatabase {
    /// Has the server end all connections but this one, and waits until they are gone, also one that is opened meanwhile to
    /// tell of a change.
    fileprivate func endOthers() async throws {
        let others: SQL = "from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'"
        var ended: Set<Int> = []
        while case let processes = try await single({ try await $0.values("select pid " + others, as: Int.self) }),
            !processes.isEmpty
        {
            ended.formUnion(processes)
            try await single { _ = try await $0.run("select pg_terminate_backend(pid) " + others) }
            await Task.yield()
        }
        // The server forgets them a little before their ends of the connections are closed.
        while ended.contains(where: { kill(pid_t($0), 0) == 0 || errno != ESRCH }) { await Task.yield() }
    }
}
