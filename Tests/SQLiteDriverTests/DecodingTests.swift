import SQLiteDriver
import Testing
import TypedSQL

/// What a column holds against its type is an error that names the column.
@Suite struct DecodingTests {
    private func decodingError<Value: SQLConvertible>(
        of sql: SQL, as type: Value.Type
    ) async throws -> SQLDecodingError? {
        let database = try await SQLiteDatabase.inMemory()
        let error = await #expect(throws: SQLDecodingError.self) {
            try await database.read { connection in
                try connection.run(
                    sql.rendered(for: .sqlite), bind: { _ in }, row: { _ = try $0.next(Value.self) })
            }
        }
        await database.close()
        return error
    }

    @Test func aTextWhereAnIntegerShouldBe() async throws {
        let error = try await decodingError(of: "select 'abc' as amount", as: Int.self)
        #expect(error == SQLDecodingError(column: "amount", expected: "an integer", found: "abc"))
    }

    @Test func aBlobThatIsNotUTF8() async throws {
        let error = try await decodingError(of: "select x'61FF' as name", as: String.self)
        #expect(error == SQLDecodingError(column: "name", expected: "UTF-8 text", found: "2 bytes"))
        #expect(try await decodingError(of: "select cast(x'C328' as text) as name", as: String.self)?.column == "name")
    }

    @Test func nullWhereAValueShouldBe() async throws {
        let error = try await decodingError(of: "select null as name", as: String.self)
        #expect(error == SQLDecodingError(column: "name", expected: "String", found: "NULL"))
    }

    @Test func aFractionWhereAnIntegerShouldBe() async throws {
        #expect(try await decodingError(of: "select 1.5 as amount", as: Int64.self)?.found == "1.5")
    }

    @Test func aNumberThatIsNoBoolean() async throws {
        #expect(try await decodingError(of: "select 2 as flag", as: Bool.self)?.expected == "a boolean")
    }

    @Test func aLongTextIsCutInTheDescriptionOnly() {
        let found = String(repeating: "é", count: 500)
        let error = SQLDecodingError(column: "c", expected: "an integer", found: found)
        #expect(error.found == found)
        #expect("\(error)" == "the column c holds “\(found.prefix(100))…”, which is not an integer")
    }

    @Test func onlyTheFirstRowIsDecodedWhereOneIsAskedFor() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.transaction { connection in
            try await connection.add(nil)
            try await connection.add("a")
            try await connection.run("insert into notes (text) values (x'FF')")
        }
        let first = try await database.read {
            try await $0.first(select(notes.title).from(notes).orderBy(asc(notes.id)))
        }
        #expect(first == .some(nil))
        let none = try await database.read {
            try await $0.first(select(notes.title).from(notes).where(eq(notes.id, 99)))
        }
        #expect(none == .none)
        await database.close()
    }

    @Test func aTextWhereANumberShouldBe() async throws {
        #expect(try await decodingError(of: "select 'x' as weight", as: Double.self)?.expected == "a number")
    }

    @Test func textsWithNULAndOfNoLengthAreRead() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let texts = try await database.read { connection in
            try connection.texts(
                "select 'a' || char(0) || 'b' union all select '' union all select x'' union all select null")
        }
        #expect(texts == ["a\0b", "", "", nil])
        await database.close()
    }
}
