internal import Synchronization

/// Makes sure, once, that the table is what the code expects.
final class SchemaCheck: Sendable {
    private enum State {
        case unknown
        case right
        /// The table lacks columns, with statements that can do without.
        case outdated(TaskExecutionStatements)
    }

    private let state: Mutex<State>

    init(isNeeded: Bool) { state = Mutex(isNeeded ? .unknown : .right) }

    /// Looks at the table unless it was found right before.
    ///
    /// - Parameter reads: Whether the caller only reads, for which the table may be an earlier version's.
    /// - Returns: The statements that the table understands.
    /// - Throws: ``TaskExecutionsSchemaError``; then the next call checks again.
    func statements<Database>(
        of storage: SQLTaskExecutionsStorage<Database>, toRead reads: Bool
    ) async throws -> TaskExecutionStatements {
        let isRight = state.withLock { if case .right = $0 { true } else { false } }
        if isRight { return storage.statements }
        do {
            try await storage.verifySchema()
            state.withLock { $0 = .right }
            return storage.statements
        } catch let error as TaskExecutionsSchemaError where reads && error.isOutdated {
            return state.withLock { state in
                if case .outdated(let statements) = state { return statements }
                let statements = storage.statements.ofOutdatedTable()
                state = .outdated(statements)
                return statements
            }
        }
    }
}

extension TaskExecutionsSchemaError {
    fileprivate var isOutdated: Bool { if case .outdated = reason { true } else { false } }
}
