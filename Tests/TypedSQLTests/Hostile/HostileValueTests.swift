import SQLiteDriver
import Testing
import TypedSQL

/// Values come back as they were, whatever they are and whichever way they take.
@Suite struct HostileValueTests {
    struct Values: Table {
        let tableName = "values"
        let id = integer("id").primaryKey(autoIncrement: true)
        let textValue = text("text")
        let integerValue = bigint("integer")
        let realValue = real("real")
    }

    let values = Values()

    private func withTable<Result: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        let database = try await SQLiteDatabase.inMemory()
        let definition = values.definition
        let result = try await database.transaction { connection in
            for sql in definition { try await connection.run(sql) }
            return try await body(connection)
        }
        await database.close()
        return result
    }

    @Test func textsComeBackAndAreFound() async throws {
        let values = values
        try await withTable { connection in
            for text in HostileValues.texts + [HostileValues.long] {
                let stored = try await connection.first(
                    insert(values).values { $0.textValue = text }.returning(values.id, values.textValue))
                let id = try #require(stored?.0)
                #expect(stored?.1?.utf8.elementsEqual(text.utf8) == true)
                try await connection.run(update(values).set { $0.textValue = nil }.where(eq(values.id, id)))
                try await connection.run(update(values).set { $0.textValue = text }.where(eq(values.id, id)))
                func found(_ condition: Condition<Values>?) async throws -> [Int] {
                    try await connection.all(select(values.id).from(values).where(condition))
                }
                #expect(try await found(eq(values.textValue, text)) == [id], "\(text.prefix(20).debugDescription)")
                #expect(
                    try await found(inArray(values.textValue, [text])) == [id], "\(text.prefix(20).debugDescription)")
                #expect(try await found(inArray(values.textValue, [text, "not there"])) == [id])
                #expect(try await found(and(notInArray(values.textValue, [text]), eq(values.id, id))) == [])
            }
        }
    }

    @Test func integersComeBackAndAreFound() async throws {
        let values = values
        try await withTable { connection in
            for value in HostileValues.integers {
                let stored = try await connection.first(
                    insert(values).values { $0.integerValue = value }.returning(values.id, values.integerValue))
                let id = try #require(stored?.0)
                #expect(stored?.1 == value)
                func found(_ condition: Condition<Values>?) async throws -> [Int] {
                    try await connection.all(select(values.id).from(values).where(condition))
                }
                #expect(try await found(eq(values.integerValue, value)) == [id])
                #expect(try await found(inArray(values.integerValue, [value])) == [id], "\(value)")
            }
        }
    }

    @Test func numbersComeBackAndAreFound() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        let values = values
        try await withTable { connection in
            var generator = SeededGenerator(seed: seed)
            let random = (0..<500).map { _ in HostileValues.double(using: &generator) }
            for value in HostileValues.doubles + random {
                try await connection.run(delete(values).everyRow())
                let stored = try await connection.first(
                    insert(values).values { $0.realValue = value }.returning(values.id, values.realValue))
                let id = try #require(stored?.0)
                #expect(stored?.1 == value, "\(value), seed \(seed)")
                func found(_ condition: Condition<Values>?) async throws -> [Int] {
                    try await connection.all(select(values.id).from(values).where(condition))
                }
                #expect(try await found(eq(values.realValue, value)) == [id], "\(value), seed \(seed)")
                #expect(try await found(inArray(values.realValue, [value])) == [id], "\(value), seed \(seed)")
            }
        }
    }

    @Test func whatIsNotANumberIsAnErrorAndNotNull() async throws {
        let values = values
        try await withTable { connection in
            await #expect(throws: SQLBindingError(position: 1, reason: .isNaN)) {
                try await connection.run(insert(values).values { $0.realValue = .nan })
            }
            let rows = try await connection.first(select(count()).from(values))
            #expect(rows == 0)
        }
    }

    @Test func randomRowsComeBackTogether() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        let values = values
        try await withTable { connection in
            var generator = SeededGenerator(seed: seed)
            let rows = (0..<300).map { _ in
                (
                    HostileValues.text(using: &generator), HostileValues.integer(using: &generator),
                    HostileValues.double(using: &generator)
                )
            }
            try await connection.run(
                insert(values).values(rows) { assignments, row in
                    assignments.textValue = row.0
                    assignments.integerValue = row.1
                    assignments.realValue = row.2
                })
            let stored = try await connection.all(
                select(values.textValue, values.integerValue, values.realValue).from(values).orderBy(asc(values.id)))
            #expect(stored.count == rows.count)
            for (row, stored) in zip(rows, stored) {
                #expect(stored.0?.utf8.elementsEqual(row.0.utf8) == true, "seed \(seed)")
                #expect(stored.1 == row.1, "seed \(seed)")
                #expect(stored.2 == row.2, "seed \(seed)")
            }
            let byText = try await connection.first(
                select(count()).from(values).where(inArray(values.textValue, rows.map(\.0))))
            #expect(byText == rows.count, "seed \(seed)")
            let byNumber = try await connection.first(
                select(count()).from(values).where(
                    and(inArray(values.integerValue, rows.map(\.1)), inArray(values.realValue, rows.map(\.2)))))
            #expect(byNumber == rows.count, "seed \(seed)")
        }
    }

    @Test func thousandsOfValuesThatNoListCanCarryAreOneCondition() async throws {
        let values = values
        try await withTable { connection in
            try await connection.run(insert(values).values { $0.textValue = "a\0" + "1999" })
            let found = try await connection.all(
                select(values.id).from(values).where(inArray(values.textValue, (0..<2000).map { "a\0\($0)" })))
            #expect(found.count == 1)
        }
    }

    @Test func defaultsComeBack() async throws {
        struct Defaults: Table {
            let tableName: String
            let key = integer("key").primaryKey()
            let textValue: Column<Defaults, String?>
            let integerValue: Column<Defaults, Int64?>
            let realValue: Column<Defaults, Double?>

            init(_ number: Int, _ text: String, _ integer: Int64, _ real: Double) {
                tableName = "defaults \(number)"
                textValue = Self.text("text").default(text)
                integerValue = Self.bigint("integer").default(integer)
                realValue = Self.real("real").default(real)
            }
        }
        let seed = UInt64.random(in: 0...UInt64.max)
        try await withTable { connection in
            var generator = SeededGenerator(seed: seed)
            for number in 0..<150 {
                let text = HostileValues.text(using: &generator).filter { $0 != "\0" }
                let integer = HostileValues.integer(using: &generator)
                // A default is text, and SQLite misreads some numbers with large exponents by the last bit.
                let real = Double(Int.random(in: -1_000_000_000...1_000_000_000, using: &generator)) / 1000
                if text.utf8.contains(0) { continue }
                let table = Defaults(number, text, integer, real)
                for sql in table.definition { try await connection.run(sql) }
                try await connection.run(insert(table).values { $0.key = 1 })
                let row = try await connection.first(
                    select(table.textValue, table.integerValue, table.realValue).from(table))
                #expect(row?.0?.utf8.elementsEqual(text.utf8) == true, "\(text.debugDescription), seed \(seed)")
                #expect(row?.1 == integer, "\(integer), seed \(seed)")
                #expect(row?.2 == real, "\(real), seed \(seed)")
            }
        }
    }

    @Test func aDefaultWithNULIsAnError() {
        struct Defaults: Table {
            let tableName = "defaults"
            let value = text("value").default("a\0b")
        }
        #expect(throws: SQLRenderingError(.textContainsNUL)) { try Defaults().createTable.rendered(for: .sqlite) }
    }

    @Test func aTextWithNULIsAnErrorForPostgreSQL() {
        let statement = insert(values).values {
            $0.integerValue = 1; $0.textValue = "a\0"
        }
        #expect(throws: SQLBindingError(position: 2, reason: .containsNUL)) {
            try statement.sql.bindings(for: .postgresql)
        }
    }
}
