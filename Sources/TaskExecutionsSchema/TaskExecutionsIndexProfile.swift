internal import DurableExecution
public import TypedSQL

/// Which rows the indexes of the table hold.
public enum TaskExecutionsIndexProfile: String, Sendable, Hashable, CaseIterable {
    /// Each index holds only the rows that its operation can still want: an execution that is over has left all but those
    /// of its ids, and costs nothing any more. Those with a time end with the key, so that the first rows of an operation are
    /// read as they are wanted, and not sorted.
    case lean
    /// The indexes exactly as the reference declares them: every row in every index.
    case reference
}

extension TaskExecutionsTable {
    public var indexes: [Index<TaskExecutionsTable>] {
        switch indexProfile {
        case .lean: leanIndexes
        case .reference: referenceIndexes
        }
    }

    private func name(_ suffix: String) -> String { "ix_\(tableName)_\(suffix)" }

    private var referenceIndexes: [Index<TaskExecutionsTable>] {
        [
            uniqueIndex(name("execution_id")).on(executionID),
            uniqueIndex(name("sleeping_task_unique_id")).on(sleepingTaskUniqueID),
            index(name("status_start_at")).on(status, startAt),
            index(name("status_ocfp_status_acc_updated_at"))
                .on(status, childrenFinishedProcessingStatus, activeChildrenCount, updatedAt),
            index(name("close_status_updated_at")).on(closeStatus, updatedAt),
            index(name("status_is_sleeping_task_expires_at")).on(status, isSleepingTask, expiresAt),
            index(name("on_ocfp_expires_at")).on(childrenFinishedProcessingExpiresAt),
            index(name("close_expires_at")).on(closeExpiresAt),
            index(name("executor_id_npc_updated_at")).on(executorID, needsCancellation, updatedAt),
            index(name("parent_execution_id_is_finished")).on(parentExecutionID, isFinished),
            index(name("is_finished_close_status_updated_at")).on(isFinished, closeStatus, updatedAt),
        ]
    }

    private var leanIndexes: [Index<TaskExecutionsTable>] {
        [
            uniqueIndex(name("execution_id")).on(executionID),
            uniqueIndex(name("sleeping_task_unique_id")).on(sleepingTaskUniqueID)
                .where(isNotNull(sleepingTaskUniqueID)),
            index(name("status_start_at")).on(startAt).thenBy(id).where(eq(status, .ready)),
            index(name("status_ocfp_status_acc_updated_at")).on(updatedAt).thenBy(id).where(
                and(
                    eq(status, .waitingForChildren),
                    eq(childrenFinishedProcessingStatus, .idle),
                    eq(activeChildrenCount, literal(0))
                )
            ),
            index(name("close_status_updated_at")).on(updatedAt).thenBy(id).where(eq(closeStatus, .ready)),
            index(name("status_is_sleeping_task_expires_at")).on(status, isSleepingTask, expiresAt).thenBy(id)
                .where(isNotNull(expiresAt)),
            index(name("on_ocfp_expires_at")).on(childrenFinishedProcessingExpiresAt).thenBy(id)
                .where(isNotNull(childrenFinishedProcessingExpiresAt)),
            index(name("close_expires_at")).on(closeExpiresAt).thenBy(id).where(isNotNull(closeExpiresAt)),
            index(name("executor_id_npc_updated_at")).on(executorID, updatedAt).thenBy(id)
                .where(eq(needsCancellation, true)),
            index(name("parent_execution_id_is_finished")).on(parentExecutionID, isFinished)
                .where(isNotNull(parentExecutionID)),
            index(name("is_finished_close_status_updated_at")).on(updatedAt).thenBy(id)
                .where(and(eq(isFinished, true), eq(closeStatus, .idle))),
        ]
    }
}
