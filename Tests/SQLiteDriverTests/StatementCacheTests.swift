import SQLiteDriver
import Testing
import TypedSQL

@Suite struct StatementCacheTests {
    @Test func moreTextsThanTheCacheHoldsAllRun() async throws {
        var configuration = SQLiteConfiguration()
        configuration.statementCacheCapacity = 3
        let database = try await SQLiteDatabase.inMemory(configuration: configuration)
        try await database.transaction { connection in
            for round in 0..<5 {
                for number in 0..<10 {
                    let sql = SQL("select \(round) from (select 1) as \(identifier: "t\(number)")")
                    let texts = try connection.texts(sql)
                    #expect(texts == ["\(round)"])
                }
            }
        }
        await database.close()
    }

    @Test func aKeptStatementFollowsTheSchema() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            let all: SQL = "select * from t"
            try await connection.run("create table t (a)")
            try await connection.run("insert into t values (1)")
            #expect(try connection.texts(all) == ["1"])
            try await connection.run("alter table t add column b default 2")
            #expect(try connection.texts(all) == ["1"])
            try await connection.run("alter table t drop column a")
            #expect(try connection.texts(all) == ["2"])
            try await connection.run("drop table t")
            #expect(throws: SQLiteError.self) { try connection.texts(all) }
            try await connection.run("create table t (z)")
            #expect(try connection.texts(all) == [])
        }
        await database.close()
    }

    @Test func aSchemaChangedByAnotherConnectionIsSeen() async throws {
        try await TemporaryFolder.with { folder in
            let first = try await folder.database()
            let second = try await folder.database()
            try await first.makeNotes()
            #expect(try await second.texts() == [])
            try await first.transaction { try await $0.run("alter table notes add column more") }
            try await second.add("a")
            try await first.transaction { try await $0.run("drop table notes") }
            await #expect(throws: SQLiteError.self) { try await second.texts() }
            await first.close()
            await second.close()
        }
    }

    @Test func aStatementRunsAgainAfterAnError() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        for _ in 0..<3 {
            try? await database.add("same")
            try await database.add(nil, number: 1)
        }
        #expect(try await database.texts() == ["same", nil, nil, nil])
        await database.close()
    }

    @Test func valuesOfTheRunBeforeAreForgotten() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let read: [String?] = try await database.read { connection in
            var read: [String?] = []
            for value in ["a long text that is bound first", "short", nil, "", "again"] as [String?] {
                let sql = SQL([.value(value.sqlValue)])
                read += try connection.texts("select " + sql)
            }
            return read
        }
        #expect(read == ["a long text that is bound first", "short", nil, "", "again"])
        await database.close()
    }

    @Test func aTextRunsInsideOfItsOwnRows() async throws {
        var configuration = SQLiteConfiguration()
        configuration.statementCacheCapacity = 1
        let database = try await SQLiteDatabase.inMemory(configuration: configuration)
        let texts = try await database.read { connection in
            var texts: [String] = []
            let numbers = SQL("select value from json_each(\("[1,2]"))")
            func nest(_ prefix: String, _ depth: Int) throws {
                try connection.run(numbers.rendered(for: .sqlite), bind: { numbers.bind(to: &$0) }) { row in
                    let text = try prefix + row.next(String.self)
                    if depth == 1 { texts.append(text) } else { try nest(text, depth - 1) }
                }
            }
            try nest("", 3)
            return texts
        }
        #expect(texts == ["111", "112", "121", "122", "211", "212", "221", "222"])
        await database.close()
    }

    @Test func anErrorInsideOfARowEndsTheStatement() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            let sql: SQL = "select 1 union all select 2"
            for _ in 0..<3 {
                #expect(throws: Refusal()) {
                    try connection.run(sql.rendered(for: .sqlite), bind: { _ in }, row: { _ in throw Refusal() })
                }
            }
            #expect(try connection.texts(sql) == ["1", "2"])
            // A statement that still ran would not let the table go.
            try await connection.run("create table t (a)")
            try await connection.run("drop table t")
        }
        await database.close()
    }

    @Test func severalStatementsInOneTextAreAnError() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            let error = await #expect(throws: SQLiteError.self) {
                try await connection.run("create table a (x); create table b (x)")
            }
            #expect(error?.code == .statement)
            await #expect(throws: SQLiteError.self) { try await connection.run("") }
            await #expect(throws: SQLiteError.self) { try await connection.run("-- nothing") }
            await #expect(throws: SQLiteError.self) { try await connection.run("select 1; not SQL") }
            let tables = try connection.texts("select name from sqlite_schema")
            #expect(tables == [])
            #expect(try connection.texts(" select 1 ; -- the end\n ; ") == ["1"])
        }
        await database.close()
    }

    @Test func aPlaceholderWithoutAValueIsAnError() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let error = await #expect(throws: SQLiteError.self) { try await database.read { try await $0.run("select ?") } }
        #expect(error?.code == .statement)
        await database.close()
    }

    @Test func aNameThatIsNoColumnIsAnErrorAndNotAText() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.transaction { connection in
            #expect(throws: SQLiteError.self) { try connection.texts("select \"missing\" from notes") }
            #expect(throws: SQLiteError.self) {
                try connection.texts("insert into notes (text) values ('a') returning \"x\"")
            }
            await #expect(throws: SQLiteError.self) {
                try await connection.run("create index ix on notes (\"missing\")")
            }
        }
        await database.close()
    }

    @Test func changesAreThoseOfTheStatementItself() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.transaction { connection in
            try await connection.add("a")
            try await connection.add("b")
            #expect(try await connection.run(update(notes).set { $0.number = 1 }.everyRow()) == 2)
            #expect(try await connection.run("create table other (a)") == 0)
            #expect(try await connection.run(select(notes.id).from(notes)) == 0)
            #expect(try await connection.run(update(notes).set { $0.number = 2 }.where(eq(notes.id, 99))) == 0)
            #expect(try await connection.run(delete(notes).everyRow()) == 2)
            #expect(try await connection.run(delete(notes).everyRow()) == 0)
        }
        await database.close()
    }
}
