import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

/// Connection strings as libpq takes them.
@Suite struct ConnectionStringTests {
    /// With FOLDER for where the server's socket is, and ESCAPED for the same in a URL.
    private static let strings = [
        "postgresql://durable@/postgres?host=FOLDER",
        "postgres://durable@ESCAPED/postgres",
        "postgresql://durable@ESCAPED:5432/postgres?connect_timeout=10&application_name=named",
        "postgresql:///?host=FOLDER&user=durable&dbname=postgres",
        "host=FOLDER user=durable dbname=postgres",
        "host = 'FOLDER'  port=5432 user='durable' dbname = postgres application_name='named'",
        "host=/tmp/no-such-folder,FOLDER user=durable dbname=postgres target_session_attrs=read-write",
        "host=FOLDER user=durable dbname=postgres options='-c work_mem=5MB'",
    ]

    @Test(arguments: strings)
    func theServerIsReachedBy(_ string: String) async throws {
        let folder = try await TestServer.shared.value.connectionString.split(separator: " ")[0].dropFirst(
            "host=".count)
        let complete = string.replacing("FOLDER", with: folder)
            .replacing("ESCAPED", with: folder.replacing("/", with: "%2F"))
        var configuration = PostgreSQLConfiguration()
        configuration.applicationName = "by default"
        let database = try PostgreSQLDatabase(complete, configuration: configuration)
        let name: SQL = "select current_setting('application_name')"
        let names = try await database.read { try await $0.values(name, as: String.self) }
        #expect(names == [string.contains("named") ? "named" : "by default"])
        await database.close()
    }
}
