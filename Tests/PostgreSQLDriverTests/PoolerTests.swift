import PostgreSQLDriver
import PostgreSQLTestServer
import RecordedLog
import Synchronization
import Testing
import TypedSQL

/// PgBouncer between the driver and the server, which gives each transaction another connection.
@Suite(.serialized) struct PoolerTests {
    @Test func eachDatabaseFindsItsOwnSettingsInEachTransaction() async throws {
        let server = try await TestServer.pooled.value
        var databases: [PostgreSQLDatabase] = []
        for seconds in 11...14 {
            var configuration = PostgreSQLConfiguration()
            configuration.statementTimeout = .seconds(seconds)
            databases.append(try await server.database(configuration: configuration, isPooled: true))
        }
        for database in databases { try await database.single { try await $0.run(notes.createTable) } }
        try await withThrowingTaskGroup { group in
            for number in 0..<200 {
                let database = databases[number % 4]
                group.addTask {
                    switch number % 3 {
                    case 0: try await database.add("\(number)")
                    case 1:
                        try await database.transaction {
                            try await $0.run(insert(notes).values { $0.body = "\(number)" })
                        }
                    default:
                        let timeout: SQL = "select current_setting('statement_timeout')"
                        let settings = try await database.read { try await $0.values(timeout, as: String.self) }
                        #expect(settings == ["\(11 + number % 4)s"])
                        try await database.add("\(number)")
                    }
                }
            }
            try await group.waitForAll()
        }
        for (index, database) in databases.enumerated() {
            #expect(try await database.bodies().count == 50)
            #expect(try await database.bodies().allSatisfy { Int($0).map { $0 % 4 } == index })
            await database.close()
        }
    }

    /// It gives the server's connection to somebody else when it sees the end of the read.
    @Test func nothingIsSentToAPoolerBeforeTheEndOfARead() async throws {
        let server = try await TestServer.pooled.value
        let database = try await server.database(configuration: PostgreSQLConfiguration(), isPooled: true)
        try await database.single { try await $0.run(notes.createTable) }
        // More than the pooler passes on at once.
        let body = String(repeating: "x", count: 100_000)
        try await withThrowingTaskGroup { group in
            for caller in 0..<16 {
                group.addTask {
                    for round in 0..<20 {
                        _ = try await database.read { try await $0.values("select 1", as: Int.self) }
                        try await database.add("\(caller) \(round) \(body)")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.bodies().count == 320)
        await database.close()
    }

    @Test func statementsArePreparedWhereAPoolerKeepsSessionsTogether() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        try await server.tell(.poolSessions)
        let kept: SQL = "select count(*) from pg_prepared_statements"
        for (capacity, count) in [(256, 1), (nil, 0)] as [(Int?, Int)] {
            var configuration = PostgreSQLConfiguration()
            configuration.statementCacheCapacity = capacity
            let database = try await server.database(configuration: configuration, isPooled: true)
            #expect(try await database.read { try await $0.values(kept, as: Int.self) } == [count])
            await database.close()
        }
        await server.end()
    }

    @Test func aPreparedStatementThatAPoolerLosesSaysWhatToDo() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.statementCacheCapacity = 256
        let string = try await TestServer.pooled.value.pooledConnectionString
        let databases = try (1...2).map { _ in try PostgreSQLDatabase(string, configuration: configuration) }
        let error = await #expect(throws: PostgreSQLError.self) {
            // Both call their first statement by the same name.
            for database in databases + databases { try await database.single { try await $0.run("select 1") } }
        }
        #expect(error?.message.contains("set `statementCacheCapacity` to 0") == true)
        for database in databases { await database.close() }
    }

    @Test func optionsThatAPoolerRefusesAreSaidAtOnce() async throws {
        let server = try await TestServer.pooled.value
        let database = try PostgreSQLDatabase(server.pooledConnectionString + " options='-c search_path=a'")
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.single { try await $0.run("select 1") }
        }
        #expect(error?.code == .invalidConnectionString)
        #expect(error?.message.contains("unsupported startup parameter: options (a pooler may refuse") == true)
        await database.close()
    }

    @Test(.timeLimit(.minutes(1)))
    func notificationsThatAPoolerSwallowsAreMissedAloudAndUsedAgainWhenTheyArrive() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        try await server.tell(.poolTransactions)
        var configuration = try await server.newSchema()
        configuration.healthCheckInterval = .milliseconds(200)
        let log = RecordedLog()
        let database = try PostgreSQLDatabase(
            server.pooledConnectionString, configuration: configuration, logger: log.logger)
        try await database.single { try await $0.run(notes.createTable) }
        var changes = database.changesByOthers().makeAsyncIterator()
        // The first says that there is something to look for, as nobody will tell.
        await changes.next()
        #expect(log.lines.contains { $0.contains("the server's notifications do not arrive") })
        try await server.tell(.poolSessions)
        while !log.lines.contains(where: { $0.contains("notifications arrive again") }) { await changes.next() }
        #expect(log.lines.count { $0.contains("do not arrive") } == 1)
        let other = try PostgreSQLDatabase(server.connectionString, configuration: configuration)
        try await other.add("a")
        await changes.next()
        await other.close()
        await database.close()
        await server.end()
    }
}
