import SQLiteDriver
import TypedSQL

/// The table of these tests.
struct Notes: Table {
    let tableName = "notes"
    let id = integer("id").primaryKey(autoIncrement: true)
    let title = text("text").unique()
    let number = bigint("number")
}

let notes = Notes()

extension SQLiteDatabase {
    func makeNotes() async throws {
        try await transaction { connection in for sql in notes.definition { try await connection.run(sql) } }
    }

    func texts() async throws -> [String?] {
        try await read { try await $0.all(select(notes.title).from(notes).orderBy(asc(notes.id))) }
    }

    /// Adds a row in a transaction of its own.
    func add(_ text: String?, number: Int64? = nil) async throws {
        try await transaction { connection in try await connection.add(text, number: number) }
    }
}

extension SQLiteConnection {
    func add(_ text: String?, number: Int64? = nil) async throws {
        try await run(
            insert(notes).values {
                $0.title = text
                $0.number = number
            }
        )
    }

    /// The first column of each row, as text.
    func texts(_ sql: SQL) throws -> [String?] {
        var rows: [String?] = []
        try run(sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { rows.append(try $0.next()) })
        return rows
    }
}

/// What a test throws to make a body fail.
struct Refusal: Error, Equatable {}
