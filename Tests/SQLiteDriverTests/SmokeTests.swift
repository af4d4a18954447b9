import SQLiteDriver
import Testing
import TypedSQL

private struct Documents: Table {
    let tableName = "docu\"ments"
    let path = text("path").primaryKey()
    let size = bigint("size").notNull()
    let note = text("note")
    let flag = boolean("flag").notNull().default(true)

    var indexes: [Index] { [index("ix").on(size).where(eq(flag, true))] }
}

@Suite struct SmokeTests {
    @Test func rowsComeBackAsTheyWereWritten() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let t = Documents()
        let rows = try await database.transaction { connection in
            for sql in t.definition { try connection.run(sql) }
            try connection.run(
                insert(t).values {
                    $0.path = "a"; $0.size = 5; $0.note = nil
                })
            try connection.run(
                insert(t).values(["b", "c"]) { row, path in
                    row.path = path; row.size = 7; row.flag = false
                })
            try connection.run(
                update(t).set {
                    $0.size = sql("\($0.column(\.size)) + \(1)"); $0.note = "x"
                }.where(inArray(t.path, ["b"])))
            return try connection.all(
                select(t.path, t.size, t.note, t.flag).from(t).where(and(gt(t.size, 1), eq(t.flag, false))).orderBy(
                    desc(t.path)))
        }
        #expect(rows.count == 2)
        #expect(rows[0] == ("c", 7, nil, false))
        #expect(rows[1] == ("b", 8, "x", false))
        let n = try await database.read { try $0.first(select(count()).from(t)) }
        #expect(n == 3)
        await database.close()
    }
}
