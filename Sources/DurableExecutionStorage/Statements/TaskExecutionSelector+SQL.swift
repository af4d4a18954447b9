internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

extension TaskExecutionSelector {
    /// Which rows it finds. Statuses and flags are literals: only then does the database see that the partial index of the
    /// selector holds the rows.
    func condition(
        on table: TaskExecutionsTable, _ input: Parameters<SelectedUpdateInput>
    ) -> Condition<TaskExecutionsTable> {
        switch self {
        case .startable(let status, _):
            and(eq(table.status, status), lt(table.startAt, input { $0.time }))
        case .childrenFinished(let status, let processingStatus):
            and(
                eq(table.status, status),
                eq(table.childrenFinishedProcessingStatus, processingStatus),
                eq(table.activeChildrenCount, literal(0))
            )
        case .closing(let closeStatus):
            eq(table.closeStatus, closeStatus)
        case .expired(let status, let isSleepingTask, _):
            and(
                eq(table.status, status),
                eq(table.isSleepingTask, isSleepingTask),
                lt(table.expiresAt, input { $0.time })
            )
        case .processingExpired:
            lt(table.childrenFinishedProcessingExpiresAt, input { $0.time })
        case .closingExpired:
            lt(table.closeExpiresAt, input { $0.time })
        case .ofExecutor(_, let needsCancellation):
            and(
                eq(table.executorID, input { $0.key }),
                eq(table.needsCancellation, needsCancellation)
            )
        case .finished(let isFinished, let closeStatus):
            and(eq(table.isFinished, isFinished), eq(table.closeStatus, closeStatus))
        }
    }

    /// The time by which rows come: the oldest first, and of those that are equally old the one inserted first.
    func time(on table: TaskExecutionsTable) -> SQLFragment<TaskExecutionsTable, Int64> {
        switch self {
        case .startable: sql("\(table.startAt)")
        case .childrenFinished, .closing, .ofExecutor, .finished: sql("\(table.updatedAt)")
        case .expired: sql("\(table.expiresAt)")
        case .processingExpired: sql("\(table.childrenFinishedProcessingExpiresAt)")
        case .closingExpired: sql("\(table.closeExpiresAt)")
        }
    }

    /// The time that the condition compares with; 0 where it compares with none.
    var time: Int64 {
        switch self {
        case .startable(_, let time), .expired(_, _, let time), .processingExpired(let time), .closingExpired(let time):
            time
        case .childrenFinished, .closing, .ofExecutor, .finished: 0
        }
    }

    /// The id that the condition compares with; empty where it compares with none.
    var key: String { if case .ofExecutor(let executorID, _) = self { executorID } else { "" } }

    /// Whether rows changed by the update still show the order in which they were found.
    func showsOrder(after update: TaskExecutionUpdate) -> Bool {
        if case .startable = self { update.startAt == nil } else { false }
    }
}
