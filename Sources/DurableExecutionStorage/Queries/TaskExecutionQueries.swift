internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// The statements of the queries. People ask them, and seldom twice the same: they are rendered anew each time.
struct TaskExecutionQueries {
    let table: TaskExecutionsTable

    typealias Summaries = Select<TaskExecutionsTable, TaskExecutionSummariesTable.Record>

    /// One row more than the page has, to know whether there is another page.
    func page(_ query: TaskExecutionQuery) -> Summaries {
        let rows = select().from(TaskExecutionSummariesTable(table: table))
            .where(query.filter.condition(on: table))
            .limit(query.limit == .max ? .max : query.limit + 1)
        let position = query.cursor?.position
        return switch query.order {
        case .newestFirst: rows.where(position.map { lt(table.id, $0) }).orderBy(desc(table.id))
        case .oldestFirst: rows.where(position.map { gt(table.id, $0) }).orderBy(asc(table.id))
        }
    }

    func execution(_ executionID: String) -> Summaries {
        select().from(TaskExecutionSummariesTable(table: table)).where(eq(table.executionID, executionID))
    }

    func children(of parents: [String], limit: Int) -> Summaries {
        select().from(TaskExecutionSummariesTable(table: table))
            .where(inArray(table.parentExecutionID, parents))
            .orderBy(asc(table.indexInParentChildren), asc(table.id))
            .limit(limit)
    }

    func counts(_ filter: TaskExecutionFilter) -> some Statement {
        select(table.taskID, table.status, count()).from(table).where(filter.condition(on: table))
            .groupBy(table.taskID, table.status)
    }

    /// Only what runs, and what was cancelled while it ran, has an executor: there are hardly more groups than without
    /// it.
    func countsWithExecutors() -> some Statement {
        select(table.taskID, table.status, count(), table.executorID).from(table)
            .groupBy(table.taskID, table.status, table.executorID)
    }

    func firstStart(after now: Int64) -> some Statement<Int64?> {
        select(min(table.startAt)).from(table).where(and(eq(table.status, .ready), gt(table.startAt, now)))
    }

    func firstStart(untilAndWith now: Int64) -> some Statement<Int64?> {
        select(min(table.startAt)).from(table).where(and(eq(table.status, .ready), lte(table.startAt, now)))
    }
}
