import DurableExecutionStorage
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing

@Suite struct PostgreSQLShutdownTests {
    @Test(.timeLimit(.minutes(2))) func aShutdownEndsThoughTheServerDoesNotAnswer() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        var settings = PostgreSQLConfiguration()
        // A statement would wait for ever.
        settings.statementTimeout = nil
        settings.connectionTimeout = .seconds(1)
        let storage = SQLTaskExecutionsStorage(try await server.database(configuration: settings))
        try await storage.migrate()
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .milliseconds(10)
        configuration.shutdownTimeout = .milliseconds(100)
        configuration.shutdownCancellationTimeout = .milliseconds(100)
        let executor = try DurableExecutor(storage: storage, configuration: configuration)
        try await executor.start()
        try await server.tell(.pause)
        // Its loops wait for the server by then.
        try await Task.sleep(for: .milliseconds(100))
        await executor.shutdown()
        await storage.database.close()
        try await server.tell(.resume)
        await server.end()
    }
}
