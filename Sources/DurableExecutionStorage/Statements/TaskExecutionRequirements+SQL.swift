internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

extension TaskExecutionRequirements {
    /// Decides about rows that are found by their ids, and never by this: PostgreSQL, where it believes that few rows have
    /// the status, would read all of those, so it must not see that an index knows it.
    func condition(
        on table: TaskExecutionsTable, _ input: Parameters<TaskExecutionUpdateRequest>
    ) -> Condition<TaskExecutionsTable>? {
        requirements(on: table, input).map { Condition("coalesce(\($0), \(false))") }
    }

    private func requirements(
        on table: TaskExecutionsTable, _ input: Parameters<TaskExecutionUpdateRequest>
    ) -> Condition<TaskExecutionsTable>? {
        and(
            isSleepingTask.map { eq(table.isSleepingTask, $0) },
            status.map { eq(table.status, $0) },
            isFinished.map { eq(table.isFinished, $0) },
            executorID.map { _ in eq(table.executorID, input { $0.requirements.executorID ?? "" }) },
            startedAt.map { _ in eq(table.startedAt, input { $0.requirements.startedAt ?? 0 }) },
            childrenFinishedProcessingExpiresAt.map { _ in
                eq(
                    table.childrenFinishedProcessingExpiresAt,
                    input { $0.requirements.childrenFinishedProcessingExpiresAt ?? 0 }
                )
            }
        )
    }
}
