import DurableExecutionStorage
import PostgreSQLDriver
import SQLiteDriver
import TypedSQL

/// Which database, as an argument: `sqlite-normal:<path>`, `sqlite-full:<path>`, or a connection string of PostgreSQL.
enum DatabaseLocation {
    case sqlite(path: String, SQLiteConfiguration)
    case postgresql(String, PostgreSQLConfiguration)

    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        var sqlite = SQLiteConfiguration()
        switch parts.first {
        case "sqlite-normal" where parts.count == 2:
            sqlite.synchronous = .normal
            self = .sqlite(path: parts[1], sqlite)
        case "sqlite-full" where parts.count == 2:
            sqlite.synchronous = .full
            self = .sqlite(path: parts[1], sqlite)
        default:
            var configuration = PostgreSQLConfiguration()
            // A server that stands still for twice as long is given up.
            configuration.statementTimeout = .seconds(5)
            self = .postgresql(text, configuration)
        }
    }

    /// Calls the body with the open database.
    func withDatabase<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: (any SQLDatabase) async throws -> Result
    ) async throws -> Result {
        switch self {
        case .sqlite(let path, let configuration):
            let database = try await SQLiteDatabase(path: path, configuration: configuration)
            let result = try await body(database)
            await database.close()
            return result
        case .postgresql(let string, let configuration):
            let database = try PostgreSQLDatabase(string, configuration: configuration)
            let result = try await body(database)
            await database.close()
            return result
        }
    }
}
