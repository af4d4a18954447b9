/// A storage that can forget what is over.
public protocol PrunableTaskExecutionsStorage: TaskExecutionsStorage {
    /// Deletes one batch of executions, of trees that are over: every execution in them is finished and closed, and the
    /// topmost one finished before the time that the batch has for its status. A tree that is not over is left as it is.
    ///
    /// A tree that is not larger than the batch is deleted as a whole, in one transaction with the others of the batch. A
    /// larger one is deleted from its leaves up in as many batches as it takes, and its topmost execution last: whatever
    /// ends the process in between, the rest is found again and deleted later.
    ///
    /// - Returns: What was deleted, and where the next batch begins.
    func deleteFinished(_ batch: FinishedTaskExecutionsBatch) async throws -> DeletedTaskExecutions

    /// Deletes iterations that an unfinished loop has left behind, each with the executions below it: those that are over
    /// as a whole, the oldest first.
    ///
    /// - Parameters:
    ///   - executionID: The execution of the loop.
    ///   - index: The first iteration that stays.
    ///   - limit: The most executions to delete.
    /// - Returns: How many executions were deleted.
    func deleteFinishedIterations(ofLoop executionID: String, before index: Int, limit: Int) async throws -> Int

    /// Whether executors of the TypeScript package `durable-execution` may have executions here, too: then nothing is
    /// deleted by default, because their history is theirs to delete.
    func isShared() async throws -> Bool
}

extension PrunableTaskExecutionsStorage {
    public var prunable: (any PrunableTaskExecutionsStorage)? { self }
}

/// Which finished executions to delete, and how many at once.
public struct FinishedTaskExecutionsBatch: Sendable, Hashable {
    /// For each status that the topmost execution may have the time before which it must have finished, in Unix
    /// milliseconds. Trees that ended with another status stay.
    public var finishedBefore: [TaskExecutionStatus: Int64]
    /// The most executions to delete in one transaction.
    public var limit: Int
    /// Where the batch before ended; `nil` for the first one.
    public var cursor: FinishedTaskExecutionsCursor?
    /// Whether nothing is deleted, only counted.
    public var isDryRun: Bool

    /// A batch that begins where another ended, or with the oldest executions.
    public init(
        finishedBefore: [TaskExecutionStatus: Int64], limit: Int = 500, cursor: FinishedTaskExecutionsCursor? = nil,
        isDryRun: Bool = false
    ) {
        self.finishedBefore = finishedBefore
        self.limit = limit
        self.cursor = cursor
        self.isDryRun = isDryRun
    }
}

/// Where a batch of deletions ended.
public struct FinishedTaskExecutionsCursor: Sendable, Hashable {
    /// A tree that is larger than a batch, while it is being deleted.
    public struct OpenTree: Sendable, Hashable {
        /// The position of its topmost execution.
        public var root: Int64
        /// The positions of executions above those that were deleted last.
        public var rows: [Int64]

        /// A tree of which these are the executions to go on with.
        public init(root: Int64, rows: [Int64]) {
            self.root = root
            self.rows = rows
        }
    }

    /// The place in the order of insertion behind which the next trees begin.
    public var position: Int64
    /// The tree inside which the batch ended, if it did.
    public var tree: OpenTree?

    /// A place between two trees, or in one.
    public init(position: Int64, tree: OpenTree? = nil) {
        self.position = position
        self.tree = tree
    }
}

/// What a batch has deleted.
public struct DeletedTaskExecutions: Sendable, Hashable {
    /// How many trees are gone.
    public var trees: Int
    /// All executions, also those of a tree of which others are left.
    public var executions: Int
    /// Where the next batch begins; `nil` if there is nothing more to look at. A batch that has deleted nothing may
    /// well have a next one: each looks at a limited number of rows.
    public var next: FinishedTaskExecutionsCursor?

    /// By default nothing.
    public init(trees: Int = 0, executions: Int = 0, next: FinishedTaskExecutionsCursor? = nil) {
        self.trees = trees
        self.executions = executions
        self.next = next
    }
}
