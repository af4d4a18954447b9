/// A storage that can forget what is over.
public protocol PrunableTaskExecutionsStorage: TaskExecutionsStorage {
    /// Deletes one batch of whole trees of which every execution is finished and closed, and whose topmost execution
    /// finished before the time that the batch has for its status. A tree is deleted as a whole, in one transaction
    /// with the others of the batch, or left as it is.
    func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async throws -> DeletedTaskExecutions
}

extension PrunableTaskExecutionsStorage {
    public var prunable: (any PrunableTaskExecutionsStorage)? { self }
}

/// Which finished executions to delete, and how many at once.
public struct FinishedTaskExecutionsBatch: Sendable, Hashable {
    /// For each status that the topmost execution may have the time before which it must have finished, in Unix
    /// milliseconds. Trees that ended with another status stay.
    public var finishedBefore: [TaskExecutionStatus: Int64]
    /// About how many executions to delete at most: a single tree that is larger is deleted all the same.
    public var limit: Int
    /// Where the batch before ended; `nil` for the first one.
    public var cursor: TaskExecutionCursor?
    /// Whether nothing is deleted, only counted.
    public var isDryRun: Bool

    public init(
        finishedBefore: [TaskExecutionStatus: Int64], limit: Int = 500, cursor: TaskExecutionCursor? = nil,
        isDryRun: Bool = false
    ) {
        self.finishedBefore = finishedBefore
        self.limit = limit
        self.cursor = cursor
        self.isDryRun = isDryRun
    }
}

/// What a batch has deleted.
public struct DeletedTaskExecutions: Sendable, Hashable {
    public var trees: Int
    /// All executions of the trees.
    public var executions: Int
    /// Where the next batch begins; `nil` where there is nothing more to look at. A batch that has deleted nothing may
    /// well have a next one: each looks at a limited number of rows.
    public var next: TaskExecutionCursor?

    public init(trees: Int = 0, executions: Int = 0, next: TaskExecutionCursor? = nil) {
        self.trees = trees
        self.executions = executions
        self.next = next
    }
}
