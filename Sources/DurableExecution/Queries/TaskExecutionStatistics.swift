/// What a storage holds, and how much of it waits. Times are Unix milliseconds.
public struct TaskExecutionStatistics: Sendable, Hashable {
    public struct OfExecutor: Sendable, Hashable {
        public var executorID: String
        public var running: Int

        public init(executorID: String, running: Int) {
            self.executorID = executorID
            self.running = running
        }
    }

    public var counts: TaskExecutionCounts
    /// When the execution that has been due for longest, and that nobody has taken yet, was due.
    public var oldestDueAt: Int64?
    /// When the next execution will be due.
    public var nextDueAt: Int64?
    /// Those that run executions now, in the order of the bytes of their ids; nobody runs a sleeping task.
    public var executors: [OfExecutor]

    public init(
        counts: TaskExecutionCounts, oldestDueAt: Int64? = nil, nextDueAt: Int64? = nil, executors: [OfExecutor] = []
    ) {
        self.counts = counts
        self.oldestDueAt = oldestDueAt
        self.nextDueAt = nextDueAt
        self.executors = executors
    }
}
