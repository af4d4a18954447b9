internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// The statements with which finished trees are found and deleted. None of them needs an index of its own: they go by
/// the key of the table, and down the trees by the index of the parents.
struct RetentionStatements {
    let table: TaskExecutionsTable
    /// Whether the rows are to be deleted: then nobody else may begin to change them.
    let locks: Bool

    static let windowSize = 1_000

    /// The next rows in the order of their keys, as ``RetentionWindow`` reads them.
    func window(after id: Int64?) -> some Statement {
        select(
            table.id, table.rootExecutionID, table.parentExecutionID, table.status, table.isFinished, table.closeStatus,
            table.finishedAt, table.createdAt
        ).from(table).where(id.map { gt(table.id, $0) }).orderBy(asc(table.id)).limit(Self.windowSize)
    }

    /// The rows with these keys, as ``PrunableRow`` is read.
    func rows(_ ids: [Int64]) -> some Statement {
        prunable(inArray(table.id, ids), limit: ids.count, ordered: true)
    }

    func rows(ofExecutions executionIDs: [String]) -> some Statement {
        prunable(inArray(table.executionID, executionIDs), limit: executionIDs.count)
    }

    /// In no order: the first that the index has are enough.
    func children(of parents: [String], limit: Int) -> some Statement {
        prunable(inArray(table.parentExecutionID, parents), limit: limit)
    }

    func finishedChildren(of parent: String, after id: Int64, limit: Int) -> some Statement {
        prunable(
            and(eq(table.parentExecutionID, parent), eq(table.isFinished, true), gt(table.id, id)), limit: limit,
            ordered: true
        )
    }

    func unfinishedChildren(of parent: String) -> some Statement {
        prunable(and(eq(table.parentExecutionID, parent), eq(table.isFinished, false)), limit: 1)
    }

    /// The oldest iterations of a loop, of those that came before one.
    func iterations(ofLoop parent: String, before index: Int, limit: Int) -> some Statement {
        prunable(
            and(
                eq(table.parentExecutionID, parent), eq(table.isFinished, true), lt(table.indexInParentChildren, index)
            ),
            limit: limit, ordered: true
        )
    }

    func deletion(of ids: [Int64]) -> some Statement { delete(table).where(inArray(table.id, ids)) }

    private func prunable(_ condition: Condition<TaskExecutionsTable>, limit: Int, ordered: Bool = false)
        -> some Statement
    {
        var rows = select(
            table.id, table.executionID, table.parentExecutionID, table.isFinished, table.closeStatus
        ).from(table).where(condition).limit(limit)
        if ordered { rows = rows.orderBy(asc(table.id)) }
        return locks ? rows.locking(.update) : rows
    }
}
