import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

@Suite struct StatementTests {
    private struct Values: Table {
        let tableName = "some_values"
        let text = text("text")
        let integer = integer("an_integer")
        let bigint = bigint("a_bigint")
        let real = real("a_real")
        let boolean = boolean("a_boolean")
    }

    private let values = Values()

    @Test(arguments: [256, 0])
    func valuesComeBackAsTheyWereStored(statementCacheCapacity: Int) async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.statementCacheCapacity = statementCacheCapacity
        let database = try await TestServer.shared.value.database(configuration: configuration)
        try await database.single { [values] in _ = try await $0.run(values.createTable) }
        let texts: [String?] = ["", "é\u{301} \u{1F980}", "'\"\\$1", nil, String(repeating: "x", count: 100_000)]
        let integers: [Int?] = [0, -1, Int(Int32.max), nil, Int(Int32.min)]
        let bigints: [Int64?] = [0, -1, .max, nil, .min]
        let reals: [Double?] = [0.1, -1e300, .infinity, nil, 2.2250738585072014e-308]
        let booleans: [Bool?] = [true, false, nil, true, false]
        for index in texts.indices {
            try await database.single { [values] connection in
                _ = try await connection.run(
                    insert(values).values {
                        $0.text = texts[index]
                        $0.integer = integers[index]
                        $0.bigint = bigints[index]
                        $0.real = reals[index]
                        $0.boolean = booleans[index]
                    })
            }
        }
        let rows = try await database.read { [values] connection in
            try await connection.all(
                select(values.text, values.integer, values.bigint, values.real, values.boolean).from(values))
        }
        #expect(rows.map(\.0) == texts)
        #expect(rows.map(\.1) == integers)
        #expect(rows.map(\.2) == bigints)
        #expect(rows.map(\.3) == reals)
        #expect(rows.map(\.4) == booleans)
        await database.close()
    }

    @Test func numbersThatTheServerCountsAreRead() async throws {
        let database = try await TestServer.shared.value.database()
        let sum = try await database.read {
            try await $0.values("select sum(n::bigint) from generate_series(1, 4) n", as: Int.self)
        }
        #expect(sum == [10])
        for (sql, number) in [
            ("select avg(n) from generate_series(1, 4) n", 2.5), ("select 3::real / 2", 1.5), ("select 7", 7),
        ] as [(SQL, Double)] {
            #expect(try await database.read { try await $0.values(sql) } == [number])
        }
        let json = try await database.read { try await $0.values("select '{\"a\": 1}'::jsonb", as: String.self) }
        #expect(json == ["{\"a\": 1}"])
        await database.close()
    }

    @Test func listsOfAnyLengthAreOneStatement() async throws {
        let database = try await notesDatabase()
        for body in ["a", "b", "c"] { try await database.add(body) }
        for bodies in [["a"], ["b", "zz"], ["c", "a", "é"], []] {
            let found = try await database.read {
                try await $0.all(select(notes.body).from(notes).where(inArray(notes.body, bodies)))
            }
            #expect(found.sorted() == bodies.filter { ["a", "b", "c"].contains($0) }.sorted())
        }
        await database.close()
    }

    @Test func aBatchIsCarriedOutInOrderAndCountsItsChanges() async throws {
        let database = try await notesDatabase()
        let statement = try Prepared<Int, Never>(for: .postgresql) { input in
            insert(notes).values {
                $0.body = input { "note \($0)" }
                $0.number = input { $0 }
            }
        }
        let update = try Prepared<Int, Never>(for: .postgresql) { input in
            TypedSQL.update(notes).set { $0.number = literal(0) }.where(lt(notes.number, input { $0 }))
        }
        let changes = try await database.transaction { connection in
            try await connection.run(
                count: 1_201, sql: { $0 == 1_200 ? update.sql : statement.sql },
                bind: { $0 == 1_200 ? update.bind(700, to: &$1) : statement.bind($0, to: &$1) }, row: { _, _ in })
        }
        #expect(changes == [Int](repeating: 1, count: 1_200) + [700])
        #expect(try await database.bodies() == (0..<1_200).map { "note \($0)" })
        await database.close()
    }

    @Test func theFirstStatementOfABatchThatFailsIsTheLastThatIsCarriedOut() async throws {
        let database = try await notesDatabase()
        let statement = try Prepared<Int, Never>(for: .postgresql) { input in
            insert(notes).values { $0.body = input { $0 == 7 ? "note 3" : "note \($0)" } }
        }
        try await database.transaction { connection in
            await #expect {
                try await connection.savepoint { try await connection.run(statement, with: 0..<10) }
            } throws: {
                ($0 as? PostgreSQLError)?.isUniqueViolation == true
            }
            try await connection.run(statement, with: [20])
        }
        #expect(try await database.bodies() == ["note 20"])
        await database.close()
    }

    @Test func aSelectChangesNothing() async throws {
        let database = try await notesDatabase()
        try await database.add("a")
        #expect(try await database.single { try await $0.run(select(notes.body).from(notes)) } == 0)
        #expect(try await database.single { try await $0.run(update(notes).set { $0.number = 1 }.everyRow()) } == 1)
        await database.close()
    }

    @Test func moreStatementsThanTheCacheHoldsAreCarriedOut() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.statementCacheCapacity = 2
        configuration.maxConnections = 1
        let database = try await notesDatabase(configuration)
        for _ in 0..<3 {
            for number in [1, 2, 3, 4] {
                let sql: SQL = "select \(literal(number)) + \(10)"
                #expect(try await database.read { try await $0.values(sql) } == [number + 10])
            }
        }
        let kept = try await database.read {
            try await $0.values("select count(*) from pg_prepared_statements", as: Int.self)
        }
        #expect(kept == [2])
        await database.close()
    }

    @Test func aTableThatChangesItsColumnsIsReadAgainAfterOneError() async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.maxConnections = 1
        let database = try await notesDatabase(configuration)
        try await database.add("a")
        let rows = "select * from notes" as SQL
        for _ in 0..<2 { _ = try await database.single { try await $0.run(rows) } }
        _ = try await database.single { try await $0.run("alter table notes add column more text") }
        _ = try? await database.single { try await $0.run(rows) }
        #expect(try await database.single { try await $0.run(rows) } == 0)
        await database.close()
    }

    @Test(arguments: [256, 0])
    func listsComeAsTheyAre(statementCacheCapacity: Int) async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.statementCacheCapacity = statementCacheCapacity
        let database = try await TestServer.shared.value.database(configuration: configuration)
        let texts: [String] = ["", "é\u{301} \u{1F980}", "'\"\\$1{},", "null", String(repeating: "x", count: 100_000)]
        let integers: [Int64] = [0, -1, .max, .min]
        try await database.single { [values] connection in
            for sql in values.definition { try await connection.run(sql) }
            try await connection.run(insert(values).values(texts) { $0.text = $1 })
            try await connection.run(insert(values).values(integers) { $0.bigint = $1 })
            try await connection.run(insert(values).values([0.5, -3]) { $0.real = $1 })
            let found = select(values.text).from(values)
            #expect(try await connection.all(found.where(inArray(values.text, texts))) == texts)
            #expect(try await connection.all(found.where(inArray(values.bigint, integers))).count == 4)
            #expect(try await connection.all(found.where(inArray(values.real, [-3.0, 7]))).count == 1)
            #expect(try await connection.all(found.where(inArray(values.text, ["\"", "NULL"]))).isEmpty)
        }
        await database.close()
    }

    private struct Change: Sendable {
        var key: Int64
        var text: String?
        var integer: Int?
        var real: Double?
    }

    @Test(arguments: [256, 0])
    func oneStatementMakesManyChanges(statementCacheCapacity: Int) async throws {
        var configuration = PostgreSQLConfiguration()
        configuration.statementCacheCapacity = statementCacheCapacity
        let database = try await TestServer.shared.value.database(configuration: configuration)
        let change = try PreparedForMany<Change, Int64?>(for: .postgresql) { [values] change in
            update(values).set {
                $0.text = change { $0.text }
                $0.integer = change { $0.integer }
                $0.real = change { $0.real }
            }
            .where(and(eqByIndex(values.bigint, change { $0.key }), eq(values.boolean, true)))
            .returning(values.bigint)
        }
        try await database.transaction { [values] connection in
            for sql in values.definition { try await connection.run(sql) }
            try await connection.run(
                insert(values).values([1, 2, 3, 4, 5] as [Int64]) {
                    $0.bigint = $1
                    $0.boolean = $1 != 4
                }
            )
            let changes = [
                Change(key: 3, text: nil, integer: -7, real: 0.25), Change(key: 1, text: "é'", integer: nil, real: nil),
                Change(key: 4, text: "no"), Change(key: 9, text: "none"),
            ]
            #expect(Set(try await connection.all(change, for: changes)) == [3, 1])
            #expect(try await connection.run(change, for: []) == 0)
            let rows = select(values.bigint, values.text, values.integer, values.real).from(values)
                .where(lte(values.bigint, 4)).orderBy(asc(values.bigint))
            let found = try await connection.all(rows).map { "\($0)" }
            #expect(
                found == [
                    "(Optional(1), Optional(\"é\\'\"), nil, nil)", "(Optional(2), nil, nil, nil)",
                    "(Optional(3), nil, Optional(-7), Optional(0.25))", "(Optional(4), nil, nil, nil)",
                ]
            )
        }
        await database.close()
    }
}
