import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

@Suite struct ChangeTests {
    @Test func whatOthersChangeIsHeardOf() async throws {
        let database = try await notesDatabase()
        let other = try PostgreSQLDatabase(
            try await TestServer.shared.value.connectionString, configuration: database.configuration)
        var changes = database.changesByOthers().makeAsyncIterator()
        // The first says that the watch has begun.
        await changes.next()
        try await other.add("a")
        await changes.next()
        _ = try await other.single { try await $0.run("notify durable_changes") }
        await changes.next()
        await other.close()
        await database.close()
        while await changes.next() != nil {}
    }

    @Test func aWatchWhoseConnectionBreaksBeginsAnew() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        let database = try await server.database()
        var changes = database.changesByOthers().makeAsyncIterator()
        await changes.next()
        for command in [TestServer.Command.kill, .start] { try await server.tell(command) }
        await changes.next()
        await database.close()
        await server.end()
    }
}
