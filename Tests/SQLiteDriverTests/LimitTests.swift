import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// What is too large is carried out in parts, or refused by name of the limit.
@Suite struct LimitTests {
    private typealias Call =
        @Sendable (@escaping @Sendable (SQLiteConnection) async throws -> Int) async throws -> Int

    @Test func anInsertOfManyRowsIsDivided() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let statement = insert(notes).values(0..<100_000) { row, number in
            row.title = "\(number)"
            row.number = Int64(number)
        }
        #expect(statement.parts(bindingAtMost: 32_766)?.count == 7)
        for call in [database.single, database.transaction] as [Call] {
            #expect(try await call { try await $0.run(statement) } == 100_000)
            #expect(try await database.read { try await $0.first(select(count()).from(notes)) } == 100_000)
            // One of the last parts fails: nothing of the others stays.
            await #expect(throws: SQLiteError.self) {
                try await call { connection in
                    try await connection.run("delete from notes where number < 90000")
                    return try await connection.run(statement)
                }
            }
            try await database.transaction { _ = try await $0.run("delete from notes") }
        }
        #expect(
            try await database.single { try await $0.all(statement.returning(notes.number)) }
                == (0..<100_000).map { $0 }
        )
        await database.close()
    }

    @Test func moreValuesThanSQLiteTakesAreRefusedByTheNumber() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let values = (0..<300_000).map { number -> SQL in "\(number)" }
        let error = await #expect(throws: SQLiteError.self) {
            try await database.read { try await $0.run("select 1 where 1 in (" + values.joined(separator: ", ") + ")") }
        }
        #expect(error?.code == .tooBig)
        #expect(error?.isRetryable == false)
        #expect(error?.message.contains("bound values") == true)
        await database.close()
    }

    @Test(arguments: [("(", ")", 200), ("not (1 + ", ")", 5_000)]) func whatIsTooDeepIsRefusedByTheLimit(
        _ before: String, _ after: String, _ depth: Int
    ) async throws {
        let database = try await SQLiteDatabase.inMemory()
        let open: SQL = before == "(" ? "(" : "1 + ("
        let text = (0..<depth).reduce(into: "select " as SQL) { sql, _ in sql += open }
        let sql = (0..<depth).reduce(into: text + "1") { sql, _ in sql += ")" }
        let error = await #expect(throws: SQLiteError.self) { try await database.read { try await $0.run(sql) } }
        #expect(error?.code == .tooBig)
        #expect(error?.message.contains("at most") == true, "\(error?.message ?? "")")
        await database.close()
    }

    @Test func listsFindExactlyTheirValues() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { try await $0.run("create table reals (a real)") }
        var generator = SystemRandomNumberGenerator()
        var values: [Double] = [
            0, -0.0, 0.1, 1.0 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, -.infinity,
            1e23,
        ]
        while values.count < 2_000 {
            let value = Double(bitPattern: generator.next())
            if value.isFinite { values.append(value) }
        }
        let all = values
        let table = Reals()
        try await database.transaction { try await $0.run(insert(table).values(all) { $0.a = $1 }) }
        let found = try await database.read {
            try await $0.all(select(table.a).from(table).where(inArray(table.a, all)))
        }
        #expect(found.count == values.count)
        let none = try await database.read { connection in
            try await connection.all(select(table.a).from(table).where(notInArray(table.a, all)))
        }
        #expect(none.isEmpty)
        // The neighbors of a number are others.
        let others = Set(all.flatMap { [$0.nextUp, $0.nextDown] }).subtracting(all).filter { !$0.isNaN }
        let neighbors = try await database.read { connection in
            try await connection.all(select(table.a).from(table).where(inArray(table.a, others)))
        }
        #expect(neighbors.isEmpty)
        await database.close()
    }

    @Test func aListOfTextsWithNULFindsExactlyTheirRows() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let texts = ["a", "a\0", "\0", "\0\u{1}", "\u{1}", "\u{1}A", "\u{1}B\0", "a\0b", "a\0c", "\u{1}\u{1}B", ""]
        try await database.transaction { try await $0.run(insert(notes).values(texts) { $0.title = $1 }) }
        for text in texts {
            let found = try await database.read { connection in
                try await connection.all(select(notes.title).from(notes).where(inArray(notes.title, [text, "\0none"])))
            }
            #expect(found == [text])
        }
        await database.close()
    }

    @Test func theFirstRowIsTheOnlyOneThatIsRead() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.transaction { try await $0.run(insert(notes).values(0..<10) { $0.number = Int64($1) }) }
        let statement = select(notes.number).from(notes).orderBy(desc(notes.number))
        #expect(try statement.forFirstRow.sql.rendered(for: .sqlite).description.hasSuffix(" limit 1"))
        #expect(try statement.limit(5).forFirstRow.sql.bindings(for: .sqlite) == [.integer(5)])
        #expect(try await database.read { try await $0.first(statement) } == .some(9))
        await database.close()
    }
}

private struct Reals: Table {
    let tableName = "reals"
    let a = real("a").notNull()
}
