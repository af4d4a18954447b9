import PostgreSQLDriver
import PostgreSQLTestServer
import TypedSQL

struct Notes: Table {
    let tableName = "notes"
    let id = bigint("id").primaryKey(autoIncrement: true)
    let body = text("body").notNull().unique()
    let number = integer("number")
}

let notes = Notes()

/// A database with the table of notes, in a schema of its own.
func notesDatabase(
    _ configuration: PostgreSQLConfiguration = PostgreSQLConfiguration()
) async throws -> PostgreSQLDatabase {
    let database = try await TestServer.shared.value.database(configuration: configuration)
    try await database.single { try await $0.run(notes.createTable) }
    return database
}

extension PostgreSQLDatabase {
    func add(_ body: String) async throws {
        try await single { try await $0.run(insert(notes).values { $0.body = body }) }
    }

    func bodies() async throws -> [String] {
        try await read { try await $0.all(select(notes.body).from(notes).orderBy(asc(notes.id))) }
    }
}

extension PostgreSQLConnection {
    /// The first column of each row.
    func values<Value: SQLConvertible>(_ sql: SQL, as _: Value.Type = Value.self) async throws -> [Value] {
        var values: [Value] = []
        try await run(sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { values.append(try $0.next()) })
        return values
    }
}
