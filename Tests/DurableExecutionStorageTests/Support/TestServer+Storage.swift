import DurableExecutionStorage
import PostgreSQLDriver
import PostgreSQLTestServer

extension SQLTaskExecutionsStorage where Database == PostgreSQLDatabase {
    /// A storage on a new, empty table.
    static func onTestServer(
        _ configuration: PostgreSQLConfiguration = PostgreSQLConfiguration(),
        table: TaskExecutionsTable = TaskExecutionsTable(), testMode: Bool = false
    ) async throws -> SQLTaskExecutionsStorage {
        let database = try await TestServer.shared.value.database(configuration: configuration)
        let storage = SQLTaskExecutionsStorage(database, table: table, testMode: testMode)
        try await storage.migrate()
        return storage
    }
}
