import SQLiteDriver
import Testing
import TypedSQL

/// Names stay names, whatever they contain.
@Suite struct HostileNameTests {
    private struct Schema: Table {
        let tableName = "sqlite_master"
        let type = text("type").notNull()
        let name = text("name").notNull()
    }

    private struct Victim: Table {
        let tableName = "victim"
        let value = integer("value")
    }

    @Test func hostileTablesAndColumnsHoldRowsAndNothingElseIsMade() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            var generator = SeededGenerator(seed: seed)
            try await connection.run(Victim().createTable)
            var names = ["victim"]
            var indexNames: [String] = []
            for number in 0..<60 {
                var name = HostileNames.random(number: number, using: &generator)
                if number == 0 { name = String(repeating: "long\"😀", count: 112) }
                let table = HostileTable(tableName: name, indexName: name + " ix")
                for sql in table.definition { try await connection.run(sql) }
                names.append(name)
                indexNames.append(name + " ix")
                try await Self.use(table, connection, "\(name.debugDescription), seed \(seed)")
            }
            let schema = Schema()
            let found = { (type: String) in
                try await connection.all(
                    select(schema.name).from(schema).where(
                        and(eq(schema.type, type), isNotNull(sql("sql", as: String?.self)))))
            }
            // Compared by their bytes: equal strings may differ in them.
            let bytes = { (names: [String]) in Set(names.map { Array($0.utf8) }) }
            #expect(try await bytes(found("table")) == bytes(names), "seed \(seed)")
            #expect(try await bytes(found("index")) == bytes(indexNames), "seed \(seed)")
        }
        await database.close()
    }

    private static func use(_ table: HostileTable, _ connection: SQLiteConnection, _ note: String) async throws {
        var record = HostileRecord()
        record.quoted = "q'\""
        record.injecting = "x\"; drop table \"victim\"; --"
        record.composed = 1
        record.decomposed = 2
        record.spaces = ""
        record.bytes64 = .min
        try await connection.run(insert(table).values(record))
        #expect(try await connection.all(select().from(table)) == [record], Comment(rawValue: note))
        let changed = try await connection.all(
            update(table).set {
                $0.composed = 3
                $0.decomposed = 4
                $0.keyword = sql("\($0.column(\.keyword)) + 1")
                $0.bytes63 = 63
            }.where(and(eq(table.injecting, record.injecting), inArray(table.composed, [1]))).returning())
        record.composed = 3
        record.decomposed = 4
        record.keyword = 1
        record.bytes63 = 63
        #expect(changed == [record], Comment(rawValue: note))
        try await connection.run(
            insert(table).values {
                $0.quoted = ""
                $0.injecting = ""
                $0.commented = 0
                $0.keyword = 0
                $0.composed = 5
                $0.decomposed = 6
                $0.emoji = true
            })
        let pairs = try await connection.all(
            select(table.composed, table.decomposed).from(table).orderBy(desc(table.decomposed)))
        #expect(pairs.map(\.0) == [5, 3] && pairs.map(\.1) == [6, 4], Comment(rawValue: note))
        #expect(try await connection.all(delete(table).where(table.emojiIsTrue).returning(table.bytes64)) == [nil])
    }

    @Test func aColumnOfAThousandBytesIsAColumn() async throws {
        let long = LongColumn()
        let database = try await SQLiteDatabase.inMemory()
        let value = try await database.transaction { connection in
            try await connection.run(long.createTable)
            try await connection.run(insert(long).values { $0.value = 5 })
            return try await connection.all(select(long.value).from(long).where(eq(long.value, 5)))
        }
        #expect(value == [5])
        await database.close()
    }

    @Test func aNameThatPostgreSQLWouldCutIsAnErrorThere() throws {
        let table = HostileTable(tableName: "t", indexName: "ix")
        #expect(throws: SQLRenderingError.self) { try table.createTable.rendered(for: .postgresql) }
        #expect(throws: SQLRenderingError.self) { try select(table.bytes64).from(table).sql.rendered(for: .postgresql) }
        #expect(throws: Never.self) { try select(table.bytes63).from(table).sql.rendered(for: .postgresql) }
        #expect(throws: SQLRenderingError.self) { try LongColumn().createTable.rendered(for: .postgresql) }
    }

    @Test func aNameThatNoDatabaseAllowsIsAnErrorBeforeAnythingRuns() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            for name in ["", "a\0b"] {
                let table = HostileTable(tableName: name, indexName: name)
                await #expect(throws: SQLRenderingError.self) { try await connection.run(table.createTable) }
                await #expect(throws: SQLRenderingError.self) {
                    try await connection.run(table.createIndex(table.indexes[0]))
                }
                await #expect(throws: SQLRenderingError.self) { try await connection.all(select().from(table)) }
                await #expect(throws: SQLRenderingError.self) { try await connection.run(delete(table).everyRow()) }
            }
            let schema = Schema()
            let objects = try await connection.first(select(count()).from(schema))
            #expect(objects == 0)
        }
        await database.close()
    }
}

extension HostileTable {
    fileprivate var emojiIsTrue: Condition<HostileTable> { eq(emoji, true) }
}

private struct LongColumn: Table {
    let tableName = "long"
    let value = integer(
        #"""
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789\#
        n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789n"23456789
        """#
    ).notNull()
}
