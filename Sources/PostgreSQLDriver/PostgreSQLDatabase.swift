public import Logging
public import TypedSQL

/// A PostgreSQL database, reached over several connections.
///
/// Connections are opened when they are needed, kept, and opened anew when they break. No thread waits for the server.
///
/// ```swift
/// let database = try PostgreSQLDatabase("postgresql://app@db.example.com/orders?sslmode=verify-full")
/// try await database.transaction { try await $0.run(insert(orders).values { $0.amount = 5 }) }
/// await database.close()
/// ```
///
/// Where the task of a call is cancelled, the statement that runs is ended, and the call throws a `CancellationError`. A call
/// that begins in a task that was cancelled before runs as usual, so that a task can put things in order.
public final class PostgreSQLDatabase: SQLDatabase {
    public let dialect = PostgreSQLDialect()
    /// The configuration of the database.
    public let configuration: PostgreSQLConfiguration
    /// The server and the database as a URL for people to read, without anything secret.
    public let location: String
    private let pool: ConnectionPool
    private let notifier: ChangeNotifier
    let listener: ChangeListener

    /// Reads the connection string, a URL or pairs of keyword and value as libpq takes them; connects later, when there is
    /// something to do.
    ///
    /// - Parameters:
    ///   - connectionString: A URL, or pairs of keyword and value, as libpq accepts them.
    ///   - configuration: The limits, timeouts and the schema.
    ///   - logger: Is told where notifications of changes do not arrive.
    /// - Throws: ``PostgreSQLError`` with ``PostgreSQLError/Code/invalidConnectionString``.
    public init(
        _ connectionString: String, configuration: PostgreSQLConfiguration = PostgreSQLConfiguration(),
        logger: Logger? = nil
    ) throws(PostgreSQLError) {
        self.configuration = configuration
        let string = try ConnectionString(connectionString)
        try SocketWatches.checkDescriptors()
        location = string.location
        pool = ConnectionPool(string, configuration)
        notifier = ChangeNotifier(pool, interval: configuration.notificationInterval)
        listener = ChangeListener(string, configuration, pool.watches, logger)
    }

    @discardableResult
    public func transaction<Result: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) async throws -> Result
    ) async throws -> Result {
        try await perform(.transaction, body)
    }

    @discardableResult
    public func single<Result: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) async throws -> Result
    ) async throws -> Result {
        try await perform(.single, body)
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) async throws -> Result
    ) async throws -> Result {
        try await perform(.read, body)
    }

    public func singleRead<Result: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) async throws -> Result
    ) async throws -> Result {
        try await perform(.singleRead, body)
    }

    /// Waits for the calls that have begun and closes all connections. Later calls throw
    /// ``PostgreSQLError/Code/closed``; closing twice does nothing.
    public func close() async {
        await notifier.finish()
        await listener.close()
        await pool.close()
    }

    /// Runs the body, and again where a deadlock or what others changed at the same time made it impossible.
    private func perform<Result: Sendable>(
        _ access: PostgreSQLConnection.Access,
        _ body: @escaping @Sendable (PostgreSQLConnection) async throws -> Result
    ) async throws -> Result {
        // Where all connections have bodies that ask for another one, none of them would ever get it.
        if OpenBody.isOpen(of: ObjectIdentifier(self)) {
            let message = "a body called the database that waits for it; let it use its connection"
            throw PostgreSQLError(.statement, message: message)
        }
        var pause = Duration.milliseconds(10)
        var attempt = 1
        var hasSoughtAnotherServer = false
        while true {
            do {
                return try await pool.withConnection { connection in
                    connection.begin(access)
                    do {
                        let result = try await OpenBody.with(ObjectIdentifier(self)) {
                            try await body(connection)
                        }
                        try await connection.end()
                        if connection.hasChanged { notifier.noteChange() }
                        return result
                    } catch {
                        await connection.undo()
                        if connection.isOfStandby { pool.giveUpAll() }
                        throw error
                    }
                }
            } catch let error as PostgreSQLError
                where error.sqlState == "25006" && access != .read && !hasSoughtAnotherServer
            {
                hasSoughtAnotherServer = true
            } catch let error as PostgreSQLError
                where error.code == .conflict && attempt < configuration.maxAttempts
            {
                attempt += 1
                try await Task.sleep(for: pause * Double.random(in: 0...1))
                pause = min(pause * 2, .seconds(2))
            }
        }
    }
}
