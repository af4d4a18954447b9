public import DurableExecution
public import TypedSQL

extension TaskExecutionSummary: SQLRowDecodable {
    public init(from row: inout SQLRow) throws(SQLDecodingError) {
        // The arguments are read in the order of the columns.
        self.init(
            root: try TaskExecutionReference?(readingRootFrom: &row),
            parent: try ParentTaskExecutionReference?(readingFrom: &row),
            taskID: try row.next(),
            executionID: try row.next(),
            retryPolicy: try row.next(StoredRetryOptions.self).policy,
            timeoutMs: try row.nextMilliseconds(),
            executorID: try row.next(),
            isSleepingTask: try row.next(),
            sleepingTaskUniqueID: try row.next(),
            status: try row.next(),
            isFinished: try row.next(),
            error: try row.next(),
            retryAttempts: try row.next(),
            startAt: try row.nextMilliseconds(),
            startedAt: try row.nextOptionalMilliseconds(),
            expiresAt: try row.nextOptionalMilliseconds(),
            finishedAt: try row.nextOptionalMilliseconds(),
            activeChildrenCount: try row.next(),
            closeStatus: try row.next(),
            needsCancellation: try row.next(),
            createdAt: try row.nextMilliseconds(),
            updatedAt: try row.nextMilliseconds()
        )
    }
}

extension TaskExecutionsTable {
    /// The columns of a ``TaskExecutionSummary``, in its order.
    package var summaryColumns: [StaticString] {
        let columns: [any AnyColumn] = [
            rootTaskID, rootExecutionID, parentTaskID, parentExecutionID, indexInParentChildren, isOnlyChildOfParent,
            isFinalizeOfParent, taskID, executionID, retryPolicy, timeoutMs, executorID, isSleepingTask,
            sleepingTaskUniqueID, status, isFinished, error, retryAttempts, startAt, startedAt, expiresAt, finishedAt,
            activeChildrenCount, closeStatus, needsCancellation, createdAt, updatedAt,
        ]
        return columns.map(\.definition.name)
    }
}
