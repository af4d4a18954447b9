/// A database that a driver has opened.
///
/// A body has its connection to itself until it returns, and is to await nothing but that connection: while it waits for
/// something else, others wait for it. To call the database from a body instead of the connection is an error. Where the
/// database asks for it (a lock was not to be had, a deadlock was broken), a body runs again from its start; what the first
/// run stored is undone then, what it did elsewhere is not.
public protocol SQLDatabase: Sendable {
    /// The connections of the database.
    associatedtype Connection: SQLConnection

    /// The dialect in which statements are rendered.
    var dialect: Connection.Dialect { get }

    /// Runs the body in a transaction: all that it did is stored when this returns, or, where it throws, nothing.
    @discardableResult
    func transaction<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) async throws -> Result
    ) async throws -> Result

    /// Runs a body of one statement, which is atomic by itself and needs no transaction around it.
    ///
    /// A statement that was carried out stays, also where the body throws afterwards, such as for a returned row that it
    /// can't read.
    @discardableResult
    func single<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) async throws -> Result
    ) async throws -> Result

    /// Runs a body that only reads, all of it on one state of the database: one that no write that has returned is missing
    /// from.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) async throws -> Result
    ) async throws -> Result

    /// Runs a body of one statement that only reads, which needs no transaction around it; by default as ``read(_:)`` does.
    func singleRead<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) async throws -> Result
    ) async throws -> Result

    /// Notices what others write into the database. Without a default, so that a database that wraps another one can't lose
    /// it by accident.
    ///
    /// - Returns: An element once the watch has begun, for what may have come before, and then one soon after others have
    ///   written something; changes that come while nobody looks are one element. Ends when the database is closed, and at
    ///   once, without an element, if it notices nothing.
    func changesByOthers() -> AsyncStream<Void>

    /// Returns one small piece of the space of deleted rows to the system, unless little is free, which new rows will soon need.
    ///
    /// - Returns: Whether there is more to return; `false` in a database that returns no space piece by piece.
    func shrink() async throws -> Bool
}

extension SQLDatabase {
    public func singleRead<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        try await read(body)
    }
}
