import DurableExecutionStorage
import TypedSQL

/// Executions in the states in which executors that died have left them, and how each has to end.
enum UpgradeRows {
    /// The output of each execution, or `nil` of one that has to end without.
    static let ends: [String: Int?] = [
        "te_ready": 20, "te_dead": 22, "te_failing": nil, "te_sum": 18, "te_sum_left": 6, "te_sleeping": 5,
        "te_sum_cancelled": nil, "te_cancelled_child": nil, "te_closing": 4,
    ]

    static var all: [TaskExecution] {
        var dead = double("te_dead", 11)
        dead.status = .running
        dead.executorID = "ex_dead"
        dead.startedAt = 1
        dead.expiresAt = 2
        var failing = double("te_failing", -1)
        failing.retryPolicy = RetryPolicy(maxRetries: 3)
        failing.retryAttempts = 1
        failing.error = TaskExecutionError(message: "refused")
        var closing = finished(double("te_closing", 2), "4")
        closing.closeStatus = .closing
        closing.closeExpiresAt = 2
        return [double("te_ready", 10), dead, failing, closing, sleeping] + sum + sumLeft + sumCancelled
    }

    /// A parent that waits for one of its children, and has not heard of the other.
    private static var sum: [TaskExecution] {
        var parent = parent("te_sum", of: ["te_sum_0", "te_sum_1"])
        parent.activeChildrenCount = 2
        return [
            parent, finished(double("te_sum_0", 4, parent: "te_sum", 0), "8"),
            double("te_sum_1", 5, parent: "te_sum", 1),
        ]
    }

    /// A parent that somebody had taken on.
    private static var sumLeft: [TaskExecution] {
        var parent = parent("te_sum_left", of: ["te_left_0", "te_left_1"])
        parent.childrenFinishedProcessingStatus = .processing
        parent.childrenFinishedProcessingExpiresAt = 2
        let outputs = ["2", "4"]
        return [parent]
            + outputs.enumerated().map { index, output in
                var child = finished(double("te_left_\(index)", 1 + index, parent: "te_sum_left", index), output)
                child.closeStatus = .closed
                child.closedAt = 1
                return child
            }
    }

    /// A parent that was cancelled, and whose child does not know.
    private static var sumCancelled: [TaskExecution] {
        var parent = parent("te_sum_cancelled", of: ["te_cancelled_child"])
        parent.activeChildrenCount = 1
        parent.status = .cancelled
        parent.isFinished = true
        parent.finishedAt = 1
        parent.closeStatus = .ready
        parent.error = TaskExecutionError(kind: .cancelled, message: "cancelled", isRetryable: false)
        var child = double("te_cancelled_child", 9, parent: "te_sum_cancelled", 0)
        child.startAt = .max / 2
        return [parent, child]
    }

    private static var sleeping: TaskExecution {
        TaskExecution(
            taskID: "approve", executionID: "te_sleeping", sleepingTaskUniqueID: "approval", timeoutMs: .max / 2,
            input: #""approval""#, now: 1
        )
    }

    private static func double(
        _ id: String, _ number: Int, parent: String? = nil, _ index: Int = 0
    ) -> TaskExecution {
        TaskExecution(
            root: parent.map { TaskExecutionReference(taskID: "sum", executionID: $0) },
            parent: parent.map {
                ParentTaskExecutionReference(taskID: "sum", executionID: $0, indexInParentChildren: index)
            },
            taskID: "double", executionID: id, timeoutMs: 60_000, input: "\(number)", now: 1
        )
    }

    private static func finished(_ execution: TaskExecution, _ output: String) -> TaskExecution {
        var execution = execution
        execution.status = .completed
        execution.isFinished = true
        execution.output = output
        execution.startedAt = 1
        execution.finishedAt = 1
        return execution
    }

    private static func parent(_ id: String, of children: [String]) -> TaskExecution {
        var parent = TaskExecution(taskID: "sum", executionID: id, timeoutMs: 60_000, input: "0", now: 1)
        parent.status = .waitingForChildren
        parent.runOutput = "{}"
        parent.startedAt = 1
        parent.waitingForChildrenStartedAt = 1
        parent.children = children.map { TaskExecutionReference(taskID: "double", executionID: $0) }
        return parent
    }
}
