/// Children that run one after the other.
struct TaskSequence: Sendable {
    /// The child that has just completed.
    struct FinishedStep: Sendable {
        /// Its place among the children, from 0.
        let index: Int
        /// The encoded input of the whole sequence.
        let input: String
        /// The encoded output of the child.
        let output: String
    }

    enum Next: Sendable {
        case child(ChildTask)
        /// The encoded output of the whole sequence.
        case output(String)
    }

    /// The tasks of all steps, which the parent lists from the beginning; none for a loop, which may have very many and
    /// lists only the latest.
    let plannedTaskIDs: [String]
    let next: @Sendable (FinishedStep, TaskPayloads) throws -> Next
}

extension TaskSequence {
    /// The steps that follow the first, as a parent lists them before they exist.
    var stepsToCome: [TaskExecutionReference] { plannedTaskIDs.dropFirst().map { .planned(taskID: $0) } }

    /// The parent's list of children once the next step exists.
    ///
    /// - Throws: ``TaskExecutionError`` if the list plans another task for that step.
    func list(
        _ listed: [TaskExecutionReference], adding next: [TaskExecutionReference]
    ) throws(TaskExecutionError) -> [TaskExecutionReference] {
        if plannedTaskIDs.isEmpty { return next }
        let existing = listed.prefix { !$0.isPlanned }
        let rest = listed.dropFirst(existing.count)
        for (planned, next) in zip(rest, next) where planned.taskID != next.taskID {
            throw TaskExecutionError(
                message: """
                    step \(existing.count) of the sequence was planned as the task “\(planned.taskID)”, and this executor \
                    has “\(next.taskID)” there; give a sequence with other steps an id of its own
                    """,
                isRetryable: false, isInternal: true
            )
        }
        return existing + next + rest.dropFirst(next.count)
    }
}

extension TaskExecutionReference {
    /// What stands in a sequence's list of children for a step that does not exist yet; the TypeScript package
    /// `durable-execution` writes and reads the same.
    private static let plannedExecutionID = "dummy"

    static func planned(taskID: String) -> TaskExecutionReference {
        TaskExecutionReference(taskID: taskID, executionID: plannedExecutionID)
    }

    /// Whether it is a step of a sequence that does not exist yet.
    var isPlanned: Bool { executionID == Self.plannedExecutionID }
}

extension TaskExecution {
    /// The latest child that exists; of a sequence, whose list ends with the steps that are still to come.
    var latestChild: TaskExecutionReference? { children?.prefix { !$0.isPlanned }.last }
}
