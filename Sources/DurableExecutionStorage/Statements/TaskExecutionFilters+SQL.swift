internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

extension TaskExecutionFilters {
    /// Decides about rows that are found by their ids, and never by this: PostgreSQL, where it believes that few rows have
    /// the status, would read all of those, so it must not see that an index knows it.
    func condition(on table: TaskExecutionsTable, _ input: Parameters<TaskExecutionUpdateRequest>) -> Condition? {
        filters(on: table, input).map { Condition("coalesce(\($0), \(false))") }
    }

    private func filters(on table: TaskExecutionsTable, _ input: Parameters<TaskExecutionUpdateRequest>) -> Condition? {
        and(
            isSleepingTask.map { eq(table.isSleepingTask, $0) },
            status.map { eq(table.status, $0) },
            isFinished.map { eq(table.isFinished, $0) },
            executorId.map { _ in eq(table.executorId, input { $0.filters.executorId ?? "" }) },
            startedAt.map { _ in eq(table.startedAt, input { $0.filters.startedAt ?? 0 }) },
            onChildrenFinishedProcessingExpiresAt.map { _ in
                eq(
                    table.onChildrenFinishedProcessingExpiresAt,
                    input { $0.filters.onChildrenFinishedProcessingExpiresAt ?? 0 }
                )
            }
        )
    }
}
