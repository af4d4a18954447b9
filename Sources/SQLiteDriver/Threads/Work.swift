/// A body on its way to the thread of a connection, and back to its caller.
struct Work: Sendable {
    enum Kind: Sendable {
        /// One statement, atomic by itself.
        case single
        case transaction
        case read
    }

    let kind: Kind
    /// Runs the body; what it returns answers the caller, once its result is committed.
    let perform: @Sendable (SQLiteConnection) throws -> @Sendable () -> Void
    /// Answers the caller with an error.
    let fail: @Sendable (any Error) -> Void

    init<Result: Sendable>(
        _ kind: Kind,
        _ body: @escaping @Sendable (SQLiteConnection) throws -> Result,
        answering caller: CheckedContinuation<Result, any Error>
    ) {
        self.kind = kind
        perform = { connection in
            let result = try body(connection)
            return { caller.resume(returning: result) }
        }
        fail = { caller.resume(throwing: $0) }
    }
}
