import SQLiteDriver
import TypedSQL

#if PostgreSQL
import PostgreSQLDriver
#endif

/// The work of a command on any database.
protocol DatabaseUse {
    associatedtype Result
    func callAsFunction(_ database: some SQLDatabase) async throws -> Result
}

extension DatabaseAddress {
    /// What may be shown: without a password.
    var shown: String {
        switch self {
        case .file(let path): path
        case .server(let url, _): Self.shown(url)
        }
    }

    /// Opens the database for the time of its use, and always closes it.
    ///
    /// - Parameter timeLimit: How long one statement may take on a file, which may be anybody's; `nil` for any time.
    func withDatabase<Use: DatabaseUse>(
        isReadOnly: Bool, timeLimit: Duration? = nil, _ use: Use
    ) async throws -> Use.Result {
        switch self {
        case .file(let path):
            var configuration = SQLiteConfiguration()
            configuration.isReadOnly = isReadOnly
            configuration.trustsFile = false
            configuration.statementTimeLimit = timeLimit
            let database = try await SQLiteDatabase(path: path, configuration: configuration)
            return try await closing({ await database.close() }) { try await use(database) }
        case .server(let url, let schema):
            return try await Self.withServer(url, schema, use)
        }
    }

    #if PostgreSQL
    private static func shown(_ url: String) -> String {
        (try? PostgreSQLDatabase(url))?.location ?? "the PostgreSQL database"
    }

    private static func withServer<Use: DatabaseUse>(
        _ url: String, _ schema: String?, _ use: Use
    ) async throws -> Use.Result {
        var configuration = PostgreSQLConfiguration()
        configuration.schema = schema
        configuration.applicationName = "durable"
        // The user waits for the answer.
        configuration.connectionTimeout = .seconds(3)
        let database = try PostgreSQLDatabase(url, configuration: configuration)
        return try await closing({ await database.close() }) { try await use(database) }
    }
    #else
    private static func shown(_ url: String) -> String { "the PostgreSQL database" }

    private static func withServer<Use: DatabaseUse>(
        _ url: String, _ schema: String?, _ use: Use
    ) async throws -> Use.Result {
        throw CommandFailure(
            """
            this `durable` was built without PostgreSQL: build it with the package's trait “PostgreSQL”, or give \
            --database the path of an SQLite database
            """,
            status: .usage
        )
    }
    #endif
}

/// Runs the body, and always closes its resource.
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
