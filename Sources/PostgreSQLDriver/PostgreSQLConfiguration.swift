/// How a PostgreSQL database is reached and used.
public struct PostgreSQLConfiguration: Sendable, Hashable {
    /// The connections that may be open at the same time; calls that find all of them in use wait for one.
    public var maxConnections = 8
    /// How long a call waits for a connection: for one that others use, or for a server that can't be reached. Meanwhile
    /// connecting is tried again, after pauses that grow.
    public var connectionTimeout: Duration = .seconds(10)
    /// After how long the server ends a statement; `nil` for never. The driver gives up a connection on which it has heard
    /// nothing for 5 seconds longer.
    public var statementTimeout: Duration? = .seconds(30)
    /// After how long the server ends a transaction in which nothing happens; `nil` for never. It frees the rows that a
    /// stopped process has locked.
    public var idleTransactionTimeout: Duration? = .seconds(60)
    /// How long a connection may lie idle before it is asked whether it still works. Where notifications do not arrive, they
    /// are tried again as often.
    public var healthCheckInterval: Duration = .seconds(30)
    /// How often a transaction is run that others make impossible, by a deadlock or by what they changed at the same time.
    public var maxAttempts = 20
    /// The name that the server shows for the connections, unless the connection string has one.
    public var applicationName = "durable-execution"
    /// Where tables without a schema in their name are; `nil` for where the server looks by itself.
    public var schema: String?
    /// How often others are told, at most, that something was changed; a few changes after a pause are told at once.
    public var notificationInterval: Duration = .milliseconds(10)
    /// The prepared statements that each connection keeps; with 0 none are prepared. Left `nil` they are 256, and 0 behind a
    /// pooler, where the next transaction may get another connection of the server; give a number where yours keeps sessions
    /// together, or knows prepared statements.
    public var statementCacheCapacity: Int?

    /// Creates the default configuration.
    public init() {}
}
