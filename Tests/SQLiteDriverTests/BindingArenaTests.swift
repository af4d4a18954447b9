import SQLiteDriver
import Testing
import TypedSQL

/// Bound texts stay what they are until their statement has ended.
@Suite struct BindingArenaTests {
    private func echo(_ texts: [String]) async throws -> [String] {
        let database = try await SQLiteDatabase.inMemory()
        let read = try await database.read { connection in
            let sql = "select " + texts.map { SQL("\($0)") }.joined(separator: " union all select ")
            return try connection.texts(sql).compactMap(\.self)
        }
        await database.close()
        return read
    }

    @Test func manyTexts() async throws {
        let texts = (0..<400).map { String(repeating: "x", count: $0 * 3) + "\($0)" }
        #expect(try await echo(texts) == texts)
    }

    @Test func textsAroundAndAboveTheSizeOfABlock() async throws {
        let sizes = [
            0, 1, 16_383, 16_384, 16_385, 65_535, 65_536, 65_537, 200_000, 0, 5, 65_536, 30_000, 30_000, 30_000,
        ]
        let texts = sizes.enumerated().map { String(repeating: "\($0 % 10)", count: $1) }
        #expect(try await echo(texts) == texts)
    }

    @Test func aNestedStatementDoesNotOverwriteTheOuterValues() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let rows = try await database.read { connection in
            var rows: [String] = []
            let outer = SQL("select value || \("-outer") from json_each(\(#"["a","b","c"]"#))")
            try connection.run(outer.rendered(for: .sqlite), bind: { outer.bind(to: &$0) }) { row in
                let text = try row.next(String.self)
                let long = String(repeating: "y", count: 70_000)
                let nested = try connection.texts(SQL("select \(long) || \(text)"))
                rows.append(try #require(nested.first??.suffix(7)).description)
            }
            return rows
        }
        #expect(rows == ["a-outer", "b-outer", "c-outer"])
        await database.close()
    }

    @Test func aNestedStatementThatFailsLeavesTheOuterAsItIs() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let rows = try await database.read { connection in
            var rows: [String] = []
            let outer = SQL("select value || \("!") from json_each(\(#"["a","b"]"#))")
            try connection.run(outer.rendered(for: .sqlite), bind: { outer.bind(to: &$0) }) { row in
                #expect(throws: SQLiteError.self) { try connection.texts(SQL("select json(\("{no json"))")) }
                rows.append(try row.next())
            }
            return rows
        }
        #expect(rows == ["a!", "b!"])
        await database.close()
    }
}
