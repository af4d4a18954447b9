/// Asks for one page of a list of executions.
///
/// ```swift
/// var query = TaskExecutionQuery()
/// query.filter.statuses = [.failed, .timedOut]
/// repeat {
///     let page = try await storage.list(query)
///     …
///     query.cursor = page.next
/// } while query.cursor != nil
/// ```
public struct TaskExecutionQuery: Sendable, Hashable {
    /// By the order in which they were inserted, which no later change disturbs: every execution that is there from the
    /// first page to the last is on exactly one of them.
    public enum Order: Sendable, Hashable, CaseIterable {
        /// The newest executions first.
        case newestFirst
        /// The oldest executions first.
        case oldestFirst
    }

    /// The conditions.
    public var filter: TaskExecutionFilter
    /// The order of the executions.
    public var order: Order
    /// The most rows that a page has.
    public var limit: Int
    /// Where the page before ended; `nil` for the first page.
    public var cursor: TaskExecutionCursor?

    /// Creates a query.
    public init(
        filter: TaskExecutionFilter = TaskExecutionFilter(), order: Order = .newestFirst, limit: Int = 100,
        cursor: TaskExecutionCursor? = nil
    ) {
        self.filter = filter
        self.order = order
        self.limit = limit
        self.cursor = cursor
    }
}

/// One page of a list of executions.
public struct TaskExecutionPage: Sendable, Hashable {
    /// The executions of the page.
    public var executions: [TaskExecutionSummary]
    /// The rows of the page that can't be read; a list reads only what a summary holds.
    public var undecodable: [TaskExecutionDecodingError]
    /// Where the next page begins; `nil` behind the last one.
    public var next: TaskExecutionCursor?

    /// Creates a page.
    public init(
        executions: [TaskExecutionSummary] = [], undecodable: [TaskExecutionDecodingError] = [],
        next: TaskExecutionCursor? = nil
    ) {
        self.executions = executions
        self.undecodable = undecodable
        self.next = next
    }
}
