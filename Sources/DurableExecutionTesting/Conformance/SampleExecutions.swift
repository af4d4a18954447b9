import DurableExecution

extension TaskExecution {
    /// A new execution of 1970-01-01T00:00:01Z, changed as a check needs it.
    static func sample(_ executionID: String, _ change: (inout TaskExecution) -> Void = { _ in }) -> TaskExecution {
        var execution = TaskExecution(
            taskID: "task", executionID: executionID, timeoutMs: 60_000, input: "{}", now: 1_000
        )
        change(&execution)
        return execution
    }

    static func sleepingSample(_ executionID: String, uniqueID: String) -> TaskExecution {
        TaskExecution(
            taskID: "sleeping", executionID: executionID, sleepingTaskUniqueID: uniqueID, timeoutMs: 60_000, input: "",
            now: 1_000
        )
    }

    /// An execution in which every field that may be absent is present, and no two times are equal.
    static func fullSample(_ executionID: String, _ change: (inout TaskExecution) -> Void = { _ in }) -> TaskExecution {
        var execution = TaskExecution(
            root: TaskExecutionReference(taskID: "root task", executionID: "root of \(executionID)"),
            parent: ParentTaskExecutionReference(
                taskID: "parent task", executionID: "parent of \(executionID)", indexInParentChildren: 7,
                isOnlyChildOfParent: true, isFinalizeOfParent: true
            ),
            taskID: "full task",
            executionID: executionID,
            sleepingTaskUniqueID: "unique id of \(executionID)",
            retryPolicy: RetryPolicy(
                maxRetries: 11, initialDelay: .milliseconds(120), multiplier: 1.5, maxDelay: .milliseconds(1_300),
                jitter: 0
            ),
            delayMs: 14,
            timeoutMs: 15_000,
            areChildrenSequential: true,
            input: #"{"json":{"a":"b"}}"#,
            now: 2_000
        )
        execution.executorID = "executor"
        execution.isFinished = true
        execution.runOutput = "run output"
        execution.output = "output"
        execution.error = TaskExecutionError(kind: .notFound, message: "gone", isRetryable: false, isInternal: true)
        execution.retryAttempts = 3
        execution.startAt = 2_001
        execution.startedAt = 2_002
        execution.expiresAt = 2_003
        execution.waitingForChildrenStartedAt = 2_004
        execution.waitingForFinalizeStartedAt = 2_005
        execution.finishedAt = 2_006
        execution.children = [
            TaskExecutionReference(taskID: "child", executionID: "c1"),
            TaskExecutionReference(taskID: "child", executionID: "c2"),
        ]
        execution.activeChildrenCount = 2
        execution.childrenFinishedProcessingStatus = .processing
        execution.childrenFinishedProcessingExpiresAt = 2_007
        execution.childrenFinishedProcessingFinishedAt = 2_008
        execution.finalize = TaskExecutionReference(taskID: "finalize", executionID: "f1")
        execution.closeStatus = .closing
        execution.closeExpiresAt = 2_009
        execution.closedAt = 2_010
        execution.needsCancellation = true
        execution.updatedAt = 2_011
        execution.recoveries = 4
        change(&execution)
        return execution
    }

    func changed(_ change: (inout TaskExecution) -> Void) -> TaskExecution {
        var execution = self
        change(&execution)
        return execution
    }
}

extension TaskExecutionUpdate {
    static func sample(updatedAt: Int64 = 5_000, _ change: (inout Self) -> Void = { _ in }) -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(updatedAt: updatedAt)
        change(&update)
        return update
    }
}

extension ParentTaskExecutionReference {
    static func sample(_ executionID: String, index: Int = 0) -> ParentTaskExecutionReference {
        ParentTaskExecutionReference(taskID: "parent task", executionID: executionID, indexInParentChildren: index)
    }
}
