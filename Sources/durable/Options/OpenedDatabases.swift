import PostgreSQLDriver
import SQLiteDriver

extension SQLiteDatabase {
    /// As a command needs it that does one thing.
    convenience init(path: String, isReadOnly: Bool) async throws {
        var configuration = SQLiteConfiguration()
        configuration.isReadOnly = isReadOnly
        configuration.readers = 1
        try await self.init(path: path, configuration: configuration)
    }
}

extension PostgreSQLDatabase {
    /// As the commands need it, a name for the server's administrators included.
    convenience init(_ url: String, schema: String?) throws {
        var configuration = PostgreSQLConfiguration()
        configuration.schema = schema
        configuration.applicationName = "durable"
        try self.init(url, configuration: configuration)
    }
}
