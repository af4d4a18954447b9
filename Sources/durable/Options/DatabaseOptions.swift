import ArgumentParser
import DurableExecutionStorage
import PostgreSQLDriver
import SQLiteDriver

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The path of the SQLite database, or the URL of a PostgreSQL database; required.", valueName: "path-or-url"
        )
    )
    var database: String

    @OptionGroup var schema: SchemaOptions

    /// - Throws: ``CommandFailure`` for what is no address.
    var address: DatabaseAddress { get throws(CommandFailure) { try DatabaseAddress(database, schema: schema.schema) } }

    /// Opens the storage in a table for the time of the body, and closes its database whatever happens there.
    func withStorage<Result>(
        of table: TaskExecutionsTable, isReadOnly: Bool, _ body: (any ManagedStorage) async throws -> Result
    ) async throws -> Result {
        let address = try address
        do {
            switch address {
            case .file(let path):
                let database = try await SQLiteDatabase(path: path, isReadOnly: isReadOnly)
                return try await closing({ await database.close() }) {
                    try await body(SQLTaskExecutionsStorage(database, table: table))
                }
            case .server(let url, let schema):
                let database = try PostgreSQLDatabase(url, schema: schema)
                return try await closing({ await database.close() }) {
                    try await body(SQLTaskExecutionsStorage(database, table: table))
                }
            }
        } catch let error as TaskExecutionsSchemaError {
            throw CommandFailure("“\(address.shown)”: \(error)")
        }
    }
}

/// Runs the body, and closes what it works on, whatever happens there.
func closing<Result>(_ close: () async -> Void, after body: () async throws -> Result) async throws -> Result {
    do {
        let result = try await body()
        await close()
        return result
    } catch {
        await close()
        throw error
    }
}
