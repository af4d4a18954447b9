import Foundation
import SQLiteDriver
import TypedSQL

/// Looks into the database of an index, with SQL of its own.
struct IndexObserver {
    private let path: String

    init(_ path: String) { self.path = path }

    struct Row: Hashable, Sendable {
        var path: String
        var wordCount: Int
        /// Counted in the text that is searched.
        var searchedWords: Int
    }

    /// The run that is not in use yet.
    func openRun() async throws -> String? {
        try await texts("select id from index_runs where is_in_use = 0").first
    }

    /// Each written document, and each whose task has completed: the same, at any moment.
    func documents() async throws -> (written: [String], completed: [String]) {
        let lists = try await lists([
            "select run_id || hex(path) as value from document_words order by 1",
            """
            select json_extract(input, '$.runID') || hex(json_extract(input, '$.words.path')) as value
            from index_executions
            where task_id = 'write_document' and status = 'completed'
                and json_extract(input, '$.runID') in (select id from index_runs)
            order by 1
            """,
        ])
        return (lists[0], lists[1])
    }

    func rows() async throws -> [Row] {
        let lists = try await lists([
            "select hex(path) as value from document_words order by rowid",
            "select cast(word_count as text) as value from document_words order by rowid",
            "select words as value from document_words order by rowid",
        ])
        return lists[0].indices.map {
            Row(
                path: lists[0][$0], wordCount: Int(lists[1][$0]) ?? -1,
                searchedWords: lists[2][$0].split(separator: " ").count
            )
        }
    }

    /// - Throws: `SQLiteError` where the full-text index does not fit the texts.
    func checkFullTextTable() async throws {
        let database = try await SQLiteDatabase(path: path)
        try await database.transaction { connection in
            _ = try await connection.run("insert into document_words (document_words) values ('integrity-check')")
        }
        await database.close()
    }

    func texts(_ sql: SQL) async throws -> [String] { try await lists([sql])[0] }

    /// All seen at one moment.
    private func lists(_ statements: [SQL]) async throws -> [[String]] {
        guard FileManager.default.fileExists(atPath: path) else { return statements.map { _ in [] } }
        let database = try await SQLiteDatabase(path: path)
        let lists = try await database.read { connection in
            var lists: [[String]] = []
            for sql in statements { lists.append(try await connection.all(Texts(sql: sql))) }
            return lists
        }
        await database.close()
        return lists
    }

    private struct Texts: Statement {
        let sql: SQL

        func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> String { try row.next(String.self) }
    }
}
