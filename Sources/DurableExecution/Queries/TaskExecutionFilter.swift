/// Which executions a query is about: those that meet all conditions. A `nil` asks for nothing, an empty list finds
/// nothing.
public struct TaskExecutionFilter: Sendable, Hashable {
    /// Only executions of these tasks.
    public var taskIDs: [String]?
    /// Only executions with one of these statuses.
    public var statuses: Set<TaskExecutionStatus>?
    /// The execution at the top of the tree, which is not itself one of those found.
    public var rootExecutionID: String?
    /// Only the children of this execution.
    public var parentExecutionID: String?
    /// Who runs it, or was running it when it was cancelled.
    public var executorID: String?
    /// Only sleeping tasks, or only others.
    public var isSleepingTask: Bool?
    /// Only finished executions, or only unfinished ones.
    public var isFinished: Bool?
    /// Only executions that were stored in this range.
    public var createdAt: TaskExecutionTimeRange?
    /// Only executions that were last claimed in this range.
    public var startedAt: TaskExecutionTimeRange?
    /// Only executions that ended in this range.
    public var finishedAt: TaskExecutionTimeRange?

    /// Creates a filter that matches every execution.
    public init() {}

    /// Whether an execution meets all conditions.
    public func matches(_ execution: TaskExecution) -> Bool {
        isAmong(taskIDs, execution.taskID)
            && (statuses.map { $0.contains(execution.status) } ?? true)
            && isSame(rootExecutionID, execution.root?.executionID)
            && isSame(parentExecutionID, execution.parent?.executionID)
            && isSame(executorID, execution.executorID)
            && (isSleepingTask.map { $0 == execution.isSleepingTask } ?? true)
            && (isFinished.map { $0 == execution.isFinished } ?? true)
            && (createdAt.map { $0.contains(execution.createdAt) } ?? true)
            && (startedAt.map { $0.contains(execution.startedAt) } ?? true)
            && (finishedAt.map { $0.contains(execution.finishedAt) } ?? true)
    }

    private func isAmong(_ wanted: [String]?, _ text: String) -> Bool {
        guard let wanted else { return true }
        return wanted.contains { ExactText($0) == ExactText(text) }
    }

    private func isSame(_ wanted: String?, _ text: String?) -> Bool {
        guard let wanted else { return true }
        return text.map { ExactText($0) == ExactText(wanted) } ?? false
    }
}
