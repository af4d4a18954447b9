/// A database that a driver has opened.
///
/// Bodies are synchronous: an `await` inside a transaction would let others in between, or let it be committed before it is
/// done. They run on a thread of the driver's, never on the threads that Swift's tasks share.
public protocol SQLDatabase: Sendable {
    associatedtype Connection: SQLConnection

    var dialect: Connection.Dialect { get }

    /// Runs the body in a transaction: all that it did is stored when this returns, or, where it throws, nothing.
    @discardableResult
    func transaction<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result

    /// Runs a body of one statement, which is atomic by itself and needs no transaction around it.
    ///
    /// A statement that was carried out stays, also where the body throws afterwards, such as for a returned row that it
    /// can't read.
    @discardableResult
    func single<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result

    /// Runs a body that only reads, all of it on one state of the database: one that no write that has returned is missing
    /// from.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result
}
