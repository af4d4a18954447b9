/// How many executions there are of each task in each status.
public struct TaskExecutionCounts: Sendable, Hashable {
    /// The counts of one task.
    public struct OfTask: Sendable, Hashable {
        /// The id of the task.
        public var taskID: String
        /// Statuses without executions are not there.
        public var byStatus: [TaskExecutionStatus: Int]

        /// Creates the counts of one task.
        public init(taskID: String, byStatus: [TaskExecutionStatus: Int]) {
            self.taskID = taskID
            self.byStatus = byStatus
        }

        /// The number of its executions.
        public var total: Int { byStatus.values.reduce(0, +) }
    }

    /// In the order of the bytes of their ids.
    public var tasks: [OfTask]
    /// The rows whose status is none.
    public var undecodable: Int

    /// Creates counts.
    public init(tasks: [OfTask] = [], undecodable: Int = 0) {
        self.tasks = tasks
        self.undecodable = undecodable
    }

    /// The number of executions with each status.
    public var byStatus: [TaskExecutionStatus: Int] {
        tasks.reduce(into: [:]) { $0.merge($1.byStatus, uniquingKeysWith: +) }
    }

    /// All but the rows whose status is none.
    public var total: Int { tasks.reduce(0) { $0 + $1.total } }
}

/// Counts as they come, in any order.
package struct TaskExecutionTally {
    private var tasks: [ExactText: [TaskExecutionStatus: Int]] = [:]
    private var executors: [ExactText: Int] = [:]
    private var undecodable = 0

    package init() {}

    /// - Parameter status: `nil` for a status that is none.
    package mutating func add(taskID: String, status: TaskExecutionStatus?, executorID: String? = nil, count: Int = 1) {
        guard let status else {
            undecodable += count
            return
        }
        tasks[ExactText(taskID), default: [:]][status, default: 0] += count
        if status == .running, let executorID { executors[ExactText(executorID), default: 0] += count }
    }

    package var counts: TaskExecutionCounts {
        let tasks = tasks.sorted { $0.key < $1.key }.map {
            TaskExecutionCounts.OfTask(taskID: $0.key.string, byStatus: $0.value)
        }
        return TaskExecutionCounts(tasks: tasks, undecodable: undecodable)
    }

    /// In the order of the bytes of their ids.
    package var running: [TaskExecutionStatistics.OfExecutor] {
        executors.sorted { $0.key < $1.key }.map { .init(executorID: $0.key.string, running: $0.value) }
    }
}

extension ExactText: Comparable {
    /// In the order of the bytes.
    public static func < (left: ExactText, right: ExactText) -> Bool {
        left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
    }
}
