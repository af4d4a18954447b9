import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

@Suite struct ErrorTests {
    @Test func theSameValueTwiceIsAUniqueViolationThatShowsNoValue() async throws {
        let database = try await notesDatabase()
        try await database.add("secret value")
        let error = await #expect(throws: PostgreSQLError.self) { try await database.add("secret value") }
        #expect(error?.isUniqueViolation == true)
        #expect(error?.isBusy == false)
        #expect(error?.isRetryable == false)
        #expect(error?.sqlState == "23505")
        #expect(error?.sql == #"insert into "notes" ("body") values ($1)"#)
        #expect(error.map { "\($0)".contains("secret") } == false)
        await database.close()
    }

    @Test func aWrongValueIsNotShown() async throws {
        let database = try await notesDatabase()
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.read { try await $0.values("select \("secret")::integer", as: Int.self) }
        }
        #expect(error?.code == .statement)
        #expect(error.map { "\($0)".contains("secret") } == false)
        await database.close()
    }

    @Test(
        arguments: [
            ("select '99999999999'::integer", #"value "…" is out of range for type integer"#),
            ("select 'a\"secret'::integer", #"invalid input syntax for type integer: "…""#),
            ("select to_date('secret', 'YYYY')", #"invalid value "…""#),
            ("select 1 / 0", "division by zero"),
        ] as [(SQL, String)])
    func onlyTheValueIsLeftOutOfAMessage(_ statement: SQL, _ message: String) async throws {
        let database = try await notesDatabase()
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.single { _ = try await $0.run(statement) }
        }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("secret") == false)
        await database.close()
    }

    @Test(arguments: [
        ("postgresql://host/x?schema=public", "“schema”"),
        ("postgres://host/x?sslmode=require&pool_size=3", "“pool_size”"),
        ("postgresql://?connectTimeout=3", "“connectTimeout”"),
    ])
    func anUnknownParameterOfAURLIsNamed(_ string: String, _ name: String) {
        let error = #expect(throws: PostgreSQLError.self) { try PostgreSQLDatabase(string) }
        #expect(error?.code == .invalidConnectionString)
        #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        "postgresql://u:p?secret=1@host:x/x", "postgresql://u:p?secret@host/x?y=%zz", "host=x secret=1",
        "postgresql://host/x?user=a@b&secret=1",
    ])
    func aMisplacedQuestionMarkShowsNothingOfAPassword(_ string: String) {
        let error = #expect(throws: PostgreSQLError.self) { try PostgreSQLDatabase(string) }
        #expect(error.map { "\($0)".contains("secret") } == false)
    }

    @Test func aWrongStatementSaysWhatIsWrongWithIt() async throws {
        let database = try await notesDatabase()
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.single { try await $0.run("select \("secret") from missing") }
        }
        #expect(error?.code == .statement)
        #expect(error?.message == #"relation "missing" does not exist"#)
        #expect(error?.sql == "select $1::text from missing")
        await database.close()
    }

    @Test func aWriteInAReadIsRefused() async throws {
        let database = try await notesDatabase()
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.read { try await $0.run(insert(notes).values { $0.body = "a" }) }
        }
        #expect(error?.code == .readOnly)
        #expect(try await database.bodies() == [])
        await database.close()
    }

    @Test func aTransactionThatGoesOnAfterAnErrorStoresNothing() async throws {
        let database = try await notesDatabase()
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.transaction { connection in
                try await connection.run(insert(notes).values { $0.body = "a" })
                _ = try? await connection.run("select * from missing")
            }
        }
        #expect(error?.code == .transactionAborted)
        #expect(try await database.bodies() == [])
        await database.close()
    }

    @Test func aStatementThatTakesTooLongIsEnded() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.statementTimeout = .seconds(3)
        let database = try await notesDatabase(configuration)
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.single { try await $0.run("select pg_sleep(600)") }
        }
        #expect(error?.code == .timedOut)
        try await database.add("a")
        await database.close()
    }

    static let unreadable = [
        "host=x hunter2", "password='hunter2", "postgresql://u:p@hunter2@host/x",
        "postgresql://host/x?hunter2=1", "host=x\0hunter2", "postgresql://user:hunter2", "host=x port=hunter2",
    ]

    @Test(arguments: unreadable)
    func aConnectionStringThatCannotBeReadIsNotShown(_ string: String) {
        let error = #expect(throws: PostgreSQLError.self) { try PostgreSQLDatabase(string) }
        #expect(error?.code == .invalidConnectionString)
        #expect(error.map { "\($0)".contains("hunter2") } == false)
    }

    @Test func nothingThatIsPrintedHasThePassword() throws {
        let strings = [
            "postgresql://app:hunter2@db.example.com:6543/shop?sslmode=verify-full&sslpassword=hunter2",
            "host=db.example.com port=6543 user=app dbname=shop password='hunter2' sslpassword=hunter2",
        ]
        for string in strings {
            let database = try PostgreSQLDatabase(string)
            var dumped = ""
            dump(database, to: &dumped)
            for text in ["\(database)", String(reflecting: database), database.location, dumped] {
                #expect(!text.contains("hunter2"), "\(text)")
            }
            #expect(database.location == "postgresql://app@db.example.com:6543/shop")
        }
    }

    @Test func aDatabaseThatIsMissingIsSaidAtOnce() async throws {
        let server = try await TestServer.shared.value
        let database = try PostgreSQLDatabase(server.connectionString + " dbname=nowhere password=hunter2")
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.single { try await $0.run("select 1") }
        }
        #expect(error?.code == .missingDatabase)
        #expect(error?.message.contains(#"database "nowhere" does not exist"#) == true)
        await database.close()
    }

    @Test func aServerThatIsMissingIsSaidWhenTheTimeIsOver() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.connectionTimeout = .milliseconds(50)
        let database = try PostgreSQLDatabase("host=/tmp/no-such-folder password=hunter2", configuration: configuration)
        let error = await #expect(throws: PostgreSQLError.self) {
            try await database.single { try await $0.run("select 1") }
        }
        #expect(error?.code == .cannotConnect)
        #expect(error?.isRetryable == true)
        #expect(error.map { "\($0)".contains("hunter2") } == false)
        await database.close()
    }

    @Test func aClosedDatabaseSaysSo() async throws {
        let database = try await notesDatabase()
        await database.close()
        await database.close()
        let error = await #expect(throws: PostgreSQLError.self) { try await database.add("a") }
        #expect(error?.code == .closed)
    }
}
