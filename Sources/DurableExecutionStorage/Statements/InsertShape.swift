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
        var absent = Self.optional.all
        executions.withUnsafeBufferPointer { executions in
            guard let first = executions.baseAddress else { return }
            for position in executions.indices { absent.removeColumns(presentIn: first + position) }
        }
        self = absent
    }

    /// An execution is large to copy, so it is looked at where it lies.
    private mutating func removeColumns(presentIn execution: UnsafePointer<TaskExecution>) {
        let columns = Self.optional
        if execution.pointee.root != nil { subtract(columns.root) }
        if execution.pointee.parent != nil { subtract(columns.parent) }
        if execution.pointee.executorID != nil { subtract(columns.executorID) }
        if execution.pointee.sleepingTaskUniqueID != nil { subtract(columns.sleepingTaskUniqueID) }
        if execution.pointee.runOutput != nil { subtract(columns.runOutput) }
        if execution.pointee.output != nil { subtract(columns.output) }
        if execution.pointee.error != nil { subtract(columns.error) }
        if execution.pointee.startedAt != nil { subtract(columns.startedAt) }
        if execution.pointee.expiresAt != nil { subtract(columns.expiresAt) }
        if execution.pointee.waitingForChildrenStartedAt != nil { subtract(columns.waitingForChildrenStartedAt) }
        if execution.pointee.waitingForFinalizeStartedAt != nil { subtract(columns.waitingForFinalizeStartedAt) }
        if execution.pointee.finishedAt != nil { subtract(columns.finishedAt) }
        if execution.pointee.children != nil { subtract(columns.children) }
        if execution.pointee.childrenFinishedProcessingExpiresAt != nil { subtract(columns.processingExpiresAt) }
        if execution.pointee.childrenFinishedProcessingFinishedAt != nil { subtract(columns.processingFinishedAt) }
        if execution.pointee.finalize != nil { subtract(columns.finalize) }
        if execution.pointee.closeExpiresAt != nil { subtract(columns.closeExpiresAt) }
        if execution.pointee.closedAt != nil { subtract(columns.closedAt) }
        if execution.pointee.recoveries != 0 { subtract(columns.recoveries) }
    }

    private static let optional = OptionalColumns(of: TaskExecutionsTable())
}

/// The positions of the columns that may hold nothing.
private struct OptionalColumns: Sendable {
    let root, parent, executorID, sleepingTaskUniqueID, runOutput, output, error: ColumnPositions
    let startedAt, expiresAt, waitingForChildrenStartedAt, waitingForFinalizeStartedAt, finishedAt: ColumnPositions
    let children, processingExpiresAt, processingFinishedAt, finalize, closeExpiresAt, closedAt,
        recoveries: ColumnPositions

    init(of table: TaskExecutionsTable) {
        let names = table.recordColumns.map(\.description)
        func positions(_ columns: any AnyColumn...) -> ColumnPositions {
            let named = columns.map(\.definition.name.description)
            return ColumnPositions(
                names.indices.filter { named.contains(names[$0]) }.map { ColumnPositions(position: $0) }
            )
        }
        root = positions(table.rootTaskID, table.rootExecutionID)
        parent = positions(
            table.parentTaskID, table.parentExecutionID, table.indexInParentChildren, table.isOnlyChildOfParent,
            table.isFinalizeOfParent
        )
        executorID = positions(table.executorID)
        sleepingTaskUniqueID = positions(table.sleepingTaskUniqueID)
        runOutput = positions(table.runOutput)
        output = positions(table.output)
        error = positions(table.error)
        startedAt = positions(table.startedAt)
        expiresAt = positions(table.expiresAt)
        waitingForChildrenStartedAt = positions(table.waitingForChildrenStartedAt)
        waitingForFinalizeStartedAt = positions(table.waitingForFinalizeStartedAt)
        finishedAt = positions(table.finishedAt)
        children = positions(table.children)
        processingExpiresAt = positions(table.childrenFinishedProcessingExpiresAt)
        processingFinishedAt = positions(table.childrenFinishedProcessingFinishedAt)
        finalize = positions(table.finalize)
        closeExpiresAt = positions(table.closeExpiresAt)
        closedAt = positions(table.closedAt)
        recoveries = positions(table.recoveries)
    }

    var all: ColumnPositions {
        [
            root, parent, executorID, sleepingTaskUniqueID, runOutput, output, error, startedAt, expiresAt,
            waitingForChildrenStartedAt, waitingForFinalizeStartedAt, finishedAt, children, processingExpiresAt,
            processingFinishedAt, finalize, closeExpiresAt, closedAt, recoveries,
        ]
    }
}
