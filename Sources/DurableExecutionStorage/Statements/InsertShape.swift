internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// What decides on the text of an insert: its rows, and the columns that it leaves out.
struct InsertShape: Hashable {
    let count: Int
    let omitted: ColumnPositions
}

extension ColumnPositions {
    /// The columns for which none of the executions has a value.
    init(absentFrom executions: ArraySlice<TaskExecution>) {
        var columns = OptionalColumn.all
        // Once over the executions, and in place: each is large to copy.
        executions.withUnsafeBufferPointer { executions in
            for position in executions.indices { columns.removeAll { !$0.isAbsent(executions[position]) } }
        }
        self = ColumnPositions(columns.map(\.positions))
    }
}

/// Columns that may hold nothing, and how to see it.
private struct OptionalColumn: Sendable {
    let positions: ColumnPositions
    let isAbsent: @Sendable (TaskExecution) -> Bool

    init(_ columns: any AnyColumn..., isAbsent: @escaping @Sendable (TaskExecution) -> Bool) {
        let names = columns.map(\.definition.name.description)
        let positions = Self.table.recordColumns.enumerated().filter { names.contains($0.element.description) }
        self.positions = ColumnPositions(positions.map { ColumnPositions(position: $0.offset) })
        self.isAbsent = isAbsent
    }

    private static let table = TaskExecutionsTable()

    static let all = [
        OptionalColumn(table.rootTaskId, table.rootExecutionId) { $0.root == nil },
        OptionalColumn(
            table.parentTaskId, table.parentExecutionId, table.indexInParentChildren, table.isOnlyChildOfParent,
            table.isFinalizeOfParent
        ) { $0.parent == nil },
        OptionalColumn(table.executorId) { $0.executorId == nil },
        OptionalColumn(table.sleepingTaskUniqueId) { $0.sleepingTaskUniqueId == nil },
        OptionalColumn(table.runOutput) { $0.runOutput == nil },
        OptionalColumn(table.output) { $0.output == nil },
        OptionalColumn(table.error) { $0.error == nil },
        OptionalColumn(table.startedAt) { $0.startedAt == nil },
        OptionalColumn(table.expiresAt) { $0.expiresAt == nil },
        OptionalColumn(table.waitingForChildrenStartedAt) { $0.waitingForChildrenStartedAt == nil },
        OptionalColumn(table.waitingForFinalizeStartedAt) { $0.waitingForFinalizeStartedAt == nil },
        OptionalColumn(table.finishedAt) { $0.finishedAt == nil },
        OptionalColumn(table.children) { $0.children == nil },
        OptionalColumn(table.onChildrenFinishedProcessingExpiresAt) {
            $0.onChildrenFinishedProcessingExpiresAt == nil
        },
        OptionalColumn(table.onChildrenFinishedProcessingFinishedAt) {
            $0.onChildrenFinishedProcessingFinishedAt == nil
        },
        OptionalColumn(table.finalize) { $0.finalize == nil },
        OptionalColumn(table.closeExpiresAt) { $0.closeExpiresAt == nil },
        OptionalColumn(table.closedAt) { $0.closedAt == nil },
    ]
}
