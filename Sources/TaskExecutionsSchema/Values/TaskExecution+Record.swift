public import DurableExecution
public import TypedSQL

extension TaskExecution: SQLRecord {
    public init(from row: inout SQLRow) throws(SQLDecodingError) {
        // All is read in the order of the columns.
        let root = try TaskExecutionReference?(readingRootFrom: &row)
        let parent = try ParentTaskExecutionReference?(readingFrom: &row)
        let taskId: String = try row.next()
        let executionId: String = try row.next()
        let retry: StoredRetryOptions = try row.next()
        self.init(
            root: root,
            parent: parent,
            taskId: taskId,
            executionId: executionId,
            retryOptions: retry.options,
            sleepMsBeforeRun: try row.next(),
            timeoutMs: try row.next(),
            areChildrenSequential: try row.next(),
            input: try row.next(),
            traceContext: retry.traceContext,
            executorId: try row.next(),
            isSleepingTask: try row.next(),
            sleepingTaskUniqueId: try row.next(),
            status: try row.next(),
            isFinished: try row.next(),
            runOutput: try row.next(),
            output: try row.next(),
            error: try row.next(),
            retryAttempts: try row.next(),
            startAt: try row.next(),
            startedAt: try row.next(),
            expiresAt: try row.next(),
            waitingForChildrenStartedAt: try row.next(),
            waitingForFinalizeStartedAt: try row.next(),
            finishedAt: try row.next(),
            children: try row.next(),
            activeChildrenCount: try row.next(),
            onChildrenFinishedProcessingStatus: try row.next(),
            onChildrenFinishedProcessingExpiresAt: try row.next(),
            onChildrenFinishedProcessingFinishedAt: try row.next(),
            finalize: try row.next(),
            closeStatus: try row.next(),
            closeExpiresAt: try row.next(),
            closedAt: try row.next(),
            needsPromiseCancellation: try row.next(),
            createdAt: try row.next(),
            updatedAt: try row.next()
        )
    }

    public func bind(to binder: inout SQLBinder) {
        binder.bind(root?.taskId)
        binder.bind(root?.executionId)
        binder.bind(parent?.taskId)
        binder.bind(parent?.executionId)
        binder.bind(parent?.indexInParentChildren)
        binder.bind(parent?.isOnlyChildOfParent)
        binder.bind(parent?.isFinalizeOfParent)
        binder.bind(taskId)
        binder.bind(executionId)
        binder.bind(StoredRetryOptions(retryOptions, traceContext: traceContext))
        binder.bind(sleepMsBeforeRun)
        binder.bind(timeoutMs)
        binder.bind(areChildrenSequential)
        binder.bind(input)
        binder.bind(executorId)
        binder.bind(isSleepingTask)
        binder.bind(sleepingTaskUniqueId)
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
        binder.bind(onChildrenFinishedProcessingStatus)
        binder.bind(onChildrenFinishedProcessingExpiresAt)
        binder.bind(onChildrenFinishedProcessingFinishedAt)
        binder.bind(finalize)
        binder.bind(closeStatus)
        binder.bind(closeExpiresAt)
        binder.bind(closedAt)
        binder.bind(needsPromiseCancellation)
        binder.bind(createdAt)
        binder.bind(updatedAt)
    }
}

extension TaskExecutionReference? {
    /// A root is there where both ids are, and neither is empty.
    init(readingRootFrom row: inout SQLRow) throws(SQLDecodingError) {
        let taskId: String? = try row.next()
        let executionId: String? = try row.next()
        guard let taskId, let executionId, !taskId.isEmpty, !executionId.isEmpty else {
            self = nil
            return
        }
        self = TaskExecutionReference(taskId: taskId, executionId: executionId)
    }
}

extension ParentTaskExecutionReference? {
    /// Reads the five columns that name a parent, from `parent_task_id` on. A parent is there where both ids are, and neither
    /// is empty; the rest may be missing.
    ///
    /// - Throws: `SQLDecodingError` where one of the columns can't be read.
    public init(readingFrom row: inout SQLRow) throws(SQLDecodingError) {
        let taskId: String? = try row.next()
        let executionId: String? = try row.next()
        let index: Int? = try row.next()
        let isOnlyChild: Bool? = try row.next()
        let isFinalize: Bool? = try row.next()
        guard let taskId, let executionId, !taskId.isEmpty, !executionId.isEmpty else {
            self = nil
            return
        }
        self = ParentTaskExecutionReference(
            taskId: taskId, executionId: executionId, indexInParentChildren: index ?? 0,
            isOnlyChildOfParent: isOnlyChild ?? false, isFinalizeOfParent: isFinalize ?? false
        )
    }
}
