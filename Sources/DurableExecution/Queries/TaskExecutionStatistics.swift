/// What a storage holds, and how much of it waits. Times are Unix milliseconds.
public struct TaskExecutionStatistics: Sendable, Hashable {
    /// The work of one executor.
    public struct OfExecutor: Sendable, Hashable {
        /// The id of the executor.
        public var executorID: String
        /// The number of executions that it runs.
        public var running: Int

        /// Creates the statistics of one executor.
        public init(executorID: String, running: Int) {
            self.executorID = executorID
            self.running = running
        }
    }

    /// The number of executions.
    public var counts: TaskExecutionCounts
    /// When the execution that has been due for longest, and that nobody has taken yet, was due.
    public var oldestDueAt: Int64?
    /// When the next execution will be due.
    public var nextDueAt: Int64?
    /// Those that run executions now, in the order of the bytes of their ids; nobody runs a sleeping task.
    public var executors: [OfExecutor]

    /// Creates statistics.
    public init(
        counts: TaskExecutionCounts, oldestDueAt: Int64? = nil, nextDueAt: Int64? = nil, executors: [OfExecutor] = []
    ) {
        self.counts = counts
        self.oldestDueAt = oldestDueAt
        self.nextDueAt = nextDueAt
        self.executors = executors
    }
}
