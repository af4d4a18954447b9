/// A storage that can be asked what it holds, for people and their tools; an executor needs none of it.
///
/// Queries only read and never wait for writes. A row that can't be read is reported among the results and does not
/// keep the others from being read.
public protocol QueryableTaskExecutionsStorage: TaskExecutionsStorage {
    /// One page of the executions that a query finds, without their inputs and outputs.
    func list(_ query: TaskExecutionQuery) async throws -> TaskExecutionPage

    /// How many executions of each task there are in each status.
    func counts(_ filter: TaskExecutionFilter) async throws -> TaskExecutionCounts

    /// An execution with its descendants, level by level as many as asked for; `nil` if there is none with this id.
    ///
    /// - Parameters:
    ///   - executionID: An execution of the tree.
    ///   - start: Whether the tree begins with that execution or with the one at the top of its tree.
    ///   - limit: The most executions that the tree has, at least 1. A loop may have millions.
    /// - Throws: ``TaskExecutionDecodingError`` if the row with which the tree begins can't be read.
    func tree(
        ofExecution executionID: String, from start: TaskExecutionTree.Start, limit: Int
    ) async throws -> TaskExecutionTree?

    /// What the whole storage holds, and how much of it waits.
    ///
    /// - Parameter now: The time that decides on what is due, in Unix milliseconds.
    func statistics(now: Int64) async throws -> TaskExecutionStatistics
}

extension QueryableTaskExecutionsStorage {
    public var queryable: (any QueryableTaskExecutionsStorage)? { self }

    /// The first 10,000 executions of a tree, as ``tree(ofExecution:from:limit:)`` finds them.
    public func tree(
        ofExecution executionID: String, from start: TaskExecutionTree.Start
    ) async throws -> TaskExecutionTree? {
        try await tree(ofExecution: executionID, from: start, limit: 10_000)
    }
}
