/// Why somebody's hand can't change an execution. Nothing was changed.
public struct TaskExecutionInterventionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why a manual change to an execution was rejected.
    public enum Reason: Sendable, Hashable {
        /// There is no such execution.
        case notFound
        /// It is finished, with this status.
        case isFinished(TaskExecutionStatus)
        /// Only what has failed, timed out or been cancelled runs again.
        case hasNotFailed(TaskExecutionStatus)
        /// Its parent has gone on without it.
        case hasParent(TaskExecutionReference)
        /// Another run would make children a second time.
        case hasChildren
        /// It has no body that could run again.
        case isSleepingTask
        /// An executor has still to cancel its body, or to close it.
        case isNotClosed
        /// It changed all the time.
        case conflict
    }

    /// The id that was given.
    public var id: String
    /// Why it was rejected.
    public var reason: Reason

    /// Creates an error about an execution.
    public init(_ id: String, _ reason: Reason) {
        self.id = id
        self.reason = reason
    }

    /// What was rejected, and why.
    public var description: String {
        switch reason {
        case .notFound: "there is no execution “\(id)”"
        case .isFinished(let status): "the execution “\(id)” is finished already: \(status)"
        case .hasNotFailed(let status):
            "the execution “\(id)” is \(status); only what has failed, timed out or been cancelled can run again"
        case .hasParent(let parent):
            """
            the execution “\(id)” is a child of “\(parent.executionID)” (\(parent.taskID)), which has gone on without it: \
            enqueue the execution at the top of the tree again
            """
        case .hasChildren:
            "the execution “\(id)” has children, which another run would make a second time: enqueue it again"
        case .isSleepingTask:
            "the execution “\(id)” is a sleeping task, which has no body to run again: enqueue it again"
        case .isNotClosed: "the execution “\(id)” is still being closed by an executor: try again in a moment"
        case .conflict: "the execution “\(id)” kept changing: try again"
        }
    }
}
