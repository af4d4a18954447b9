import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

/// What a body does concerns no other.
@Suite struct BodyScopeTests {
    private typealias Call =
        @Sendable (@escaping @Sendable (PostgreSQLConnection) async throws -> Void) async throws -> Void

    static let controls: [SQL] = [
        "begin", "start transaction", "commit", "end", "rollback", "abort", "savepoint s", "release s", "rollback to s",
        "prepare transaction 'a'", "commit prepared 'a'", "/* a /* nested */ comment */ commit", "; rollback",
        "-- a comment\nROLLBACK",
    ]

    @Test(arguments: controls) func noBodyEndsItsTransaction(_ control: SQL) async throws {
        let database = try await notesDatabase()
        for call in [database.transaction, database.read, database.single, database.singleRead] as [Call] {
            let error = await #expect(throws: PostgreSQLError.self) {
                try await call { connection in
                    _ = try await connection.values("select 1", as: Int.self)
                    try await connection.run(control)
                }
            }
            #expect(error?.code == .statement)
            #expect(error?.isRetryable == false)
            #expect(error?.message.contains("transaction") == true)
        }
        try await database.add("a")
        #expect(try await database.bodies() == ["a"])
        await database.close()
    }

    /// The server removes what is temporary of a closed connection some time after it.
    private static let mine: SQL = "relnamespace = pg_my_temp_schema()"

    static let leaks: [(change: SQL, check: SQL)] = [
        ("set search_path to pg_catalog", "show search_path"),
        ("SET statement_timeout = 12345", "show statement_timeout"),
        ("set role pg_monitor", "show role"), ("reset all", "show statement_timeout"),
        ("select set_config('application_name', 'leaked', false)", "show application_name"),
        (
            "create temp table notes (a integer)",
            "select count(*)::text from pg_class where relname = 'notes' and \(mine)"
        ),
        (
            "create temporary view v as select 1 a",
            "select count(*)::text from pg_class where relname = 'v' and \(mine)"
        ),
        ("select 1 as a into temp t", "select count(*)::text from pg_class where relname = 't' and \(mine)"),
        (
            "select pg_advisory_lock(1)",
            "select count(*)::text from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
        ),
        ("do $$ begin perform set_config('application_name', 'leaked', false); end $$", "show application_name"),
        ("deallocate all", "show application_name"), ("discard plans", "show application_name"),
        ("declare c cursor with hold for select 1", "select count(*)::text from pg_cursors where name = 'c'"),
        ("prepare leaked as select 1", "select count(*)::text from pg_prepared_statements where name = 'leaked'"),
    ]

    @Test(arguments: leaks.indices) func nothingOfASessionReachesTheNextBody(_ index: Int) async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.maxConnections = 1
        let database = try await notesDatabase(configuration)
        let leak = Self.leaks[index]
        let before = try await database.single { try await $0.values(leak.check, as: String.self) }
        // More than once, for what is kept of a statement must not hide it.
        for _ in 0..<2 {
            try await database.transaction { connection in
                try await connection.run(insert(notes).values { $0.body = "a" })
                try await connection.run(leak.change)
            }
            #expect(try await database.single { try await $0.values(leak.check, as: String.self) } == before)
            try await database.transaction { try await $0.run("delete from notes") }
        }
        await database.close()
    }

    @Test func settingsOfATransactionKeepItsConnection() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.maxConnections = 1
        let database = try await notesDatabase(configuration)
        let process: SQL = "select pg_backend_pid()"
        let before = try await database.single { try await $0.values(process, as: Int.self) }
        let statements: [SQL] = [
            "set local search_path to pg_catalog", "select set_config('role', 'none', true)",
            "set constraints all deferred", "select pg_advisory_xact_lock(5)", "select 'set_config'",
        ]
        for statement in statements { try await database.transaction { _ = try await $0.run(statement) } }
        #expect(try await database.single { try await $0.values(process, as: Int.self) } == before)
        await database.close()
    }

    @Test(arguments: [false, true]) func whatCannotRunInATransactionRunsBySingle(_ isPooled: Bool) async throws {
        let server = try await (isPooled ? TestServer.pooled : TestServer.shared).value
        let database = try await server.database(isPooled: isPooled)
        try await database.single { try await $0.run(notes.createTable) }
        let schema = database.configuration.schema ?? ""
        let statements: [SQL] = [
            SQL([.literal("vacuum "), .identifier(schema), .literal("."), .identifier("notes")]),
            SQL([
                .literal("create index concurrently another on "), .identifier(schema),
                .literal(".\"notes\" (number)"),
            ]),
            SQL([.literal("create database "), .identifier(schema)]),
            SQL([.literal("drop database "), .identifier(schema)]),
        ]
        for statement in statements { try await database.single { _ = try await $0.run(statement) } }
        await database.close()
    }

    @Test(arguments: [false, true]) func aPlanThatNoLongerFitsIsMadeAgain(_ isInTransaction: Bool) async throws {
        let database = try await notesDatabase()
        let other = try PostgreSQLDatabase(
            try await TestServer.shared.value.connectionString, configuration: database.configuration)
        try await database.add("a")
        let query: @Sendable (PostgreSQLConnection) async throws -> [Int] = { connection in
            try await connection.values("select * from notes", as: Int.self)
        }
        for round in 0..<3 {
            if isInTransaction {
                #expect(try await database.transaction(query).count == 1)
            } else {
                #expect(try await database.singleRead(query).count == 1)
            }
            let column = "column\(round)"
            try await other.single { _ = try await $0.run("alter table notes add \(identifier: column) text") }
        }
        await other.close()
        await database.close()
    }
}
