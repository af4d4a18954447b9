import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

@Suite struct PoolTests {
    @Test func callsWaitForOneOfFewConnections() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.maxConnections = 2
        configuration.applicationName = "two connections"
        let database = try await notesDatabase(configuration)
        try await withThrowingTaskGroup { group in
            for number in 0..<100 { group.addTask { try await database.add("\(number)") } }
            try await group.waitForAll()
        }
        #expect(try await database.bodies().count == 100)
        let connections = try await database.read {
            try await $0.values(
                "select count(*) from pg_stat_activity where application_name = 'two connections'", as: Int.self)
        }
        #expect(connections == [2])
        await database.close()
    }

    @Test func aCallThatGetsNoConnectionInTimeSaysThatTheyAreBusy() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.maxConnections = 1
        configuration.connectionTimeout = .seconds(3)
        let database = try await notesDatabase(configuration)
        let hasBegun = AsyncStream<Void>.makeStream()
        let hasFailed = AsyncStream<Void>.makeStream()
        async let held: Void = database.transaction { connection in
            hasBegun.continuation.finish()
            for await _ in hasFailed.stream {}
        }
        for await _ in hasBegun.stream {}
        let error = await #expect(throws: PostgreSQLError.self) { try await database.add("a") }
        #expect(error?.isBusy == true)
        hasFailed.continuation.finish()
        try await held
        try await database.add("a")
        await database.close()
    }

    /// With as many bodies as connections each would wait for another one for ever.
    @Test(.timeLimit(.minutes(1))) func aBodyThatCallsItsDatabaseGetsAnError() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.maxConnections = 2
        configuration.connectionTimeout = .seconds(600)
        let database = try await notesDatabase(configuration)
        try await withThrowingTaskGroup { group in
            for _ in 0..<2 {
                group.addTask {
                    try await database.transaction { connection in
                        try await connection.run("select pg_sleep(0.05)")
                        let error = await #expect(throws: PostgreSQLError.self) { try await database.add("a") }
                        #expect(error?.message.contains("let it use its connection") == true)
                        await #expect(throws: PostgreSQLError.self) { try await database.bodies() }
                    }
                }
            }
            try await group.waitForAll()
        }
        await database.close()
    }

    @Test func aBodyMayCallAnotherDatabaseAndStartWhatOutlivesIt() async throws {
        let database = try await notesDatabase()
        let other = try await notesDatabase()
        let hasEnded = AsyncStream<Void>.makeStream()
        let task = try await database.transaction { connection in
            try await other.add("a")
            return Task {
                for await _ in hasEnded.stream {}
                try await database.add("b")
            }
        }
        hasEnded.continuation.finish()
        try await task.value
        #expect(try await database.bodies() == ["b"])
        #expect(try await other.bodies() == ["a"])
        await other.close()
        await database.close()
    }

    @Test func aCancelledTaskEndsItsStatement() async throws {
        let database = try await notesDatabase()
        let task = Task {
            try await database.transaction { connection in
                try await connection.run(insert(notes).values { $0.body = "a" })
                try await connection.run("select pg_sleep(600)")
            }
        }
        let sleeping: SQL =
            "select count(*) from pg_stat_activity where query = 'select pg_sleep(600)' and state = 'active'"
        while try await database.read({ try await $0.values(sleeping, as: Int.self) }) == [0] { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await database.bodies() == [])
        await database.close()
    }

    @Test func transactionsThatWaitForEachOtherAreRunAgain() async throws {
        let database = try await notesDatabase()
        for body in ["a", "b"] { try await database.add(body) }
        try await withThrowingTaskGroup { group in
            for number in 0..<20 {
                let order = number.isMultiple(of: 2) ? ["a", "b"] : ["b", "a"]
                group.addTask {
                    try await database.transaction { connection in
                        for body in order {
                            try await connection.run(
                                update(notes).set {
                                    let number = $0.column(\.number)
                                    $0.number = sql("coalesce(\(number), 0) + 1")
                                }.where(eq(notes.body, body)))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.read { try await $0.all(select(notes.number).from(notes)) } == [20, 20])
        await database.close()
    }
}
