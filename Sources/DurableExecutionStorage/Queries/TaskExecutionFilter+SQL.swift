internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

extension TaskExecutionFilter {
    func condition(on table: TaskExecutionsTable) -> Condition<TaskExecutionsTable>? {
        and(
            taskIDs.map { inArray(table.taskID, $0) },
            // Always in the same order, so that the same question is the same statement.
            statuses.map { statuses in inArray(table.status, TaskExecutionStatus.allCases.filter(statuses.contains)) },
            rootExecutionID.map { eq(table.rootExecutionID, $0) },
            parentExecutionID.map { eq(table.parentExecutionID, $0) },
            executorID.map { eq(table.executorID, $0) },
            isSleepingTask.map { eq(table.isSleepingTask, $0) },
            isFinished.map { eq(table.isFinished, $0) },
            createdAt.flatMap { $0.condition(on: table.createdAt) },
            startedAt.flatMap { $0.condition(on: table.startedAt) },
            finishedAt.flatMap { $0.condition(on: table.finishedAt) }
        )
    }
}

extension TaskExecutionTimeRange {
    fileprivate func condition<Value: SQLConvertible>(
        on column: Column<TaskExecutionsTable, Value>
    ) -> Condition<TaskExecutionsTable>?
    where Value.Comparand == Int64 {
        // A time that is absent is in no range, not even in one that is open on both sides.
        if from == nil, until == nil { return gte(column, .min) }
        return and(from.map { gte(column, $0) }, until.map { lt(column, $0) })
    }
}
