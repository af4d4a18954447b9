import DurableExecutionStorage
import PostgreSQLDriver
import PostgreSQLTestServer
import TypedSQL

extension SQLTaskExecutionsStorage where Database == PostgreSQLDatabase {
    /// A storage on a new, empty table.
    ///
    /// - Parameter isPooled: Whether it is reached through a pooler that gives each transaction another connection.
    static func onTestServer(
        _ configuration: PostgreSQLConfiguration = PostgreSQLConfiguration(),
        table: TaskExecutionsTable = TaskExecutionsTable(), testMode: Bool = false,
        isPooled: Bool = false
    ) async throws -> SQLTaskExecutionsStorage {
        let server = try await (isPooled ? TestServer.pooled : TestServer.shared).value
        let database = try await server.database(configuration: configuration, isPooled: isPooled)
        let storage = SQLTaskExecutionsStorage(database, table: table, testMode: testMode)
        try await storage.migrate()
        return storage
    }
}
