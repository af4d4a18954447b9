public import DurableExecution
public import TypedSQL

extension TaskExecution: SQLRecord {
    public init(from row: inout SQLRow) throws(SQLDecodingError) { try self.init(from: &row, isOutdated: false) }

    /// - Parameter isOutdated: Whether the row is of a table that lacks the columns of the second migration.
    @inline(__always)
    package init(from row: inout SQLRow, isOutdated: Bool) throws(SQLDecodingError) {
        // All is read in the order of the columns.
        let root = try TaskExecutionReference?(readingRootFrom: &row)
        let parent = try ParentTaskExecutionReference?(readingFrom: &row)
        let taskID: String = try row.next()
        let executionID: String = try row.next()
        let retry: StoredRetryOptions = try row.next()
        self.init(
            root: root,
            parent: parent,
            taskID: taskID,
            executionID: executionID,
            retryPolicy: retry.policy,
            delayMs: try row.nextMilliseconds(),
            timeoutMs: try row.nextMilliseconds(),
            areChildrenSequential: try row.next(),
            input: try row.next(),
            traceContext: retry.traceContext,
            executorID: try row.next(),
            isSleepingTask: try row.next(),
            sleepingTaskUniqueID: try row.next(),
            status: try row.next(),
            isFinished: try row.next(),
            runOutput: try row.next(),
            output: try row.next(),
            error: try row.next(),
            retryAttempts: try row.next(),
            startAt: try row.nextMilliseconds(),
            startedAt: try row.nextOptionalMilliseconds(),
            expiresAt: try row.nextOptionalMilliseconds(),
            waitingForChildrenStartedAt: try row.nextOptionalMilliseconds(),
            waitingForFinalizeStartedAt: try row.nextOptionalMilliseconds(),
            finishedAt: try row.nextOptionalMilliseconds(),
            children: try row.next(),
            activeChildrenCount: try row.next(),
            childrenFinishedProcessingStatus: try row.next(),
            childrenFinishedProcessingExpiresAt: try row.nextOptionalMilliseconds(),
            childrenFinishedProcessingFinishedAt: try row.nextOptionalMilliseconds(),
            finalize: try row.next(),
            closeStatus: try row.next(),
            closeExpiresAt: try row.nextOptionalMilliseconds(),
            closedAt: try row.nextOptionalMilliseconds(),
            needsCancellation: try row.next(),
            createdAt: try row.nextMilliseconds(),
            updatedAt: try row.nextMilliseconds(),
            recoveries: isOutdated ? 0 : try row.next(Int?.self) ?? 0
        )
    }

    public func bind(to binder: inout SQLBinder) {
        binder.bind(root?.taskID)
        binder.bind(root?.executionID)
        binder.bind(parent?.taskID)
        binder.bind(parent?.executionID)
        binder.bind(parent?.indexInParentChildren)
        binder.bind(parent?.isOnlyChildOfParent)
        binder.bind(parent?.isFinalizeOfParent)
        binder.bind(taskID)
        binder.bind(executionID)
        binder.bind(StoredRetryOptions(retryPolicy, traceContext: traceContext))
        binder.bind(delayMs)
        binder.bind(timeoutMs)
        binder.bind(areChildrenSequential)
        binder.bind(input)
        binder.bind(executorID)
        binder.bind(isSleepingTask)
        binder.bind(sleepingTaskUniqueID)
        binder.bind(status)
        binder.bind(isFinished)
        binder.bind(runOutput)
        binder.bind(output)
        binder.bind(error)
        binder.bind(retryAttempts)
        binder.bind(startAt)
        binder.bind(startedAt)
        binder.bind(expiresAt)
        binder.bind(waitingForChildrenStartedAt)
        binder.bind(waitingForFinalizeStartedAt)
        binder.bind(finishedAt)
        binder.bind(children)
        binder.bind(activeChildrenCount)
        binder.bind(childrenFinishedProcessingStatus)
        binder.bind(childrenFinishedProcessingExpiresAt)
        binder.bind(childrenFinishedProcessingFinishedAt)
        binder.bind(finalize)
        binder.bind(closeStatus)
        binder.bind(closeExpiresAt)
        binder.bind(closedAt)
        binder.bind(needsCancellation)
        binder.bind(createdAt)
        binder.bind(updatedAt)
        binder.bind(recoveries == 0 ? nil : recoveries)
    }
}

extension TaskExecutionReference? {
    /// A root is there where both ids are, and neither is empty.
    init(readingRootFrom row: inout SQLRow) throws(SQLDecodingError) {
        let taskID: String? = try row.next()
        let executionID: String? = try row.next()
        guard let taskID, let executionID, !taskID.isEmpty, !executionID.isEmpty else {
            self = nil
            return
        }
        self = TaskExecutionReference(taskID: taskID, executionID: executionID)
    }
}

extension ParentTaskExecutionReference? {
    /// Reads the five columns that name a parent, from `parent_task_id` on. A parent is there where both ids are, and neither
    /// is empty; the rest may be missing.
    ///
    /// - Throws: `SQLDecodingError` where one of the columns can't be read.
    public init(readingFrom row: inout SQLRow) throws(SQLDecodingError) {
        let taskID: String? = try row.next()
        let executionID: String? = try row.next()
        let index: Int? = try row.next()
        let isOnlyChild: Bool? = try row.next()
        let isFinalize: Bool? = try row.next()
        guard let taskID, let executionID, !taskID.isEmpty, !executionID.isEmpty else {
            self = nil
            return
        }
        self = ParentTaskExecutionReference(
            taskID: taskID, executionID: executionID, indexInParentChildren: index ?? 0,
            isOnlyChildOfParent: isOnlyChild ?? false, isFinalizeOfParent: isFinalize ?? false
        )
    }
}
