import DurableExecution
import SQLiteDriver
import TaskExecutionsSchema
import TypedSQL

extension TaskExecution {
    /// An execution in which every field has a value of its own.
    static var full: TaskExecution {
        var execution = TaskExecution(
            root: TaskExecutionReference(taskID: "root", executionID: "te_root"),
            parent: ParentTaskExecutionReference(
                taskID: "parent", executionID: "te_parent", indexInParentChildren: 2, isOnlyChildOfParent: true,
                isFinalizeOfParent: true
            ),
            taskID: "task", executionID: "te_1", sleepingTaskUniqueID: "unique",
            retryPolicy: RetryPolicy(
                maxRetries: 3, initialDelay: .milliseconds(4), multiplier: 1.5, maxDelay: .milliseconds(6), jitter: 0),
            delayMs: 7, timeoutMs: 8, areChildrenSequential: true, input: "in \"put\" 名", now: 9
        )
        execution.executorID = "ex"
        execution.status = .finalizeFailed
        execution.isFinished = true
        execution.runOutput = "run output"
        execution.output = "output"
        execution.error = TaskExecutionError(kind: .timedOut, message: "late", isRetryable: true, isInternal: true)
        execution.retryAttempts = 10
        execution.startAt = 11
        execution.startedAt = 12
        execution.expiresAt = 13
        execution.waitingForChildrenStartedAt = 14
        execution.waitingForFinalizeStartedAt = 15
        execution.finishedAt = 16
        execution.children = [TaskExecutionReference(taskID: "child", executionID: "te_child")]
        execution.activeChildrenCount = 17
        execution.childrenFinishedProcessingStatus = .processed
        execution.childrenFinishedProcessingExpiresAt = 18
        execution.childrenFinishedProcessingFinishedAt = 19
        execution.finalize = TaskExecutionReference(taskID: "finalize", executionID: "te_finalize")
        execution.closeStatus = .closing
        execution.closeExpiresAt = 20
        execution.closedAt = 21
        execution.needsCancellation = true
        execution.createdAt = 22
        execution.updatedAt = 23
        execution.recoveries = 24
        return execution
    }

    /// The execution as it comes back after it was stored and then changed by some SQL.
    func stored(changedBy change: SQL? = nil) async throws -> TaskExecution? {
        let table = TaskExecutionsTable()
        let database = try await SQLiteDatabase.inMemory()
        let execution = self
        let result: Result<TaskExecution?, any Error>
        do {
            result = .success(
                try await database.transaction { connection in
                    for statement in table.definition { try await connection.run(statement) }
                    try await connection.run(insert(table).values([execution]))
                    if let change { try await connection.run("update \(table) set " + change) }
                    return try await connection.first(select().from(table))
                }
            )
        } catch {
            result = .failure(error)
        }
        await database.close()
        return try result.get()
    }
}
