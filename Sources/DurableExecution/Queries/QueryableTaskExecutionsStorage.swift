/// A storage that can be asked what it holds, for people and their tools; an executor needs none of it.
///
/// Queries only read and never wait for writes. A row that can't be read is reported among the results and does not
/// keep the others from being read.
public protocol QueryableTaskExecutionsStorage: TaskExecutionsStorage {
    /// One page of the executions that a query finds, without their inputs and outputs.
    func list(_ query: TaskExecutionQuery) async throws -> TaskExecutionPage

    /// How many executions of each task there are in each status.
    func counts(_ filter: TaskExecutionFilter) async throws -> TaskExecutionCounts

    /// An execution with all its descendants; `nil` if there is none with this id.
    ///
    /// - Parameter start: Whether the tree begins with that execution or with the one at the top of its tree.
    /// - Throws: ``TaskExecutionDecodingError`` if the row with which the tree begins can't be read.
    func tree(ofExecution executionID: String, from start: TaskExecutionTree.Start) async throws -> TaskExecutionTree?

    /// What the whole storage holds, and how much of it waits.
    ///
    /// - Parameter now: The time that decides on what is due, in Unix milliseconds.
    func statistics(now: Int64) async throws -> TaskExecutionStatistics
}
