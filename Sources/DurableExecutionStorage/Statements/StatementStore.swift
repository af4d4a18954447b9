internal import Synchronization
internal import TypedSQL

/// Statements of one kind that are prepared when they are first asked for, by what decides on their text.
final class StatementStore<Key: Hashable & Sendable, Statement: Sendable>: Sendable {
    /// Far more shapes than an executor has; whoever makes up more pays with preparing again.
    private let capacity = 1000
    private let statements = Mutex<[Key: Statement]>([:])

    func statement(
        for key: Key, _ prepare: () throws -> Statement
    ) throws -> Statement {
        if let statement = statements.withLock({ $0[key] }) { return statement }
        let statement = try prepare()
        statements.withLock { statements in
            if statements.count >= capacity { statements.removeAll() }
            statements[key] = statement
        }
        return statement
    }
}
