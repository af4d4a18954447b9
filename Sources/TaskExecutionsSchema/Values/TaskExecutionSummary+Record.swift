public import DurableExecution
public import TypedSQL

extension TaskExecutionSummary: SQLRowDecodable {
    public init(from row: inout SQLRow) throws(SQLDecodingError) {
        // The arguments are read in the order of the columns.
        self.init(
            root: try TaskExecutionReference?(readingRootFrom: &row),
            parent: try ParentTaskExecutionReference?(readingFrom: &row),
            taskId: try row.next(),
            executionId: try row.next(),
            retryOptions: try row.next(StoredRetryOptions.self).options,
            timeoutMs: try row.next(),
            executorId: try row.next(),
            isSleepingTask: try row.next(),
            sleepingTaskUniqueId: try row.next(),
            status: try row.next(),
            isFinished: try row.next(),
            error: try row.next(),
            retryAttempts: try row.next(),
            startAt: try row.next(),
            startedAt: try row.next(),
            expiresAt: try row.next(),
            finishedAt: try row.next(),
            activeChildrenCount: try row.next(),
            closeStatus: try row.next(),
            needsPromiseCancellation: try row.next(),
            createdAt: try row.next(),
            updatedAt: try row.next()
        )
    }
}

extension TaskExecutionsTable {
    /// The columns of a ``TaskExecutionSummary``, in its order.
    package var summaryColumns: [StaticString] {
        let columns: [any AnyColumn] = [
            rootTaskId, rootExecutionId, parentTaskId, parentExecutionId, indexInParentChildren, isOnlyChildOfParent,
            isFinalizeOfParent, taskId, executionId, retryOptions, timeoutMs, executorId, isSleepingTask,
            sleepingTaskUniqueId, status, isFinished, error, retryAttempts, startAt, startedAt, expiresAt, finishedAt,
            activeChildrenCount, closeStatus, needsPromiseCancellation, createdAt, updatedAt,
        ]
        return columns.map(\.definition.name)
    }
}
