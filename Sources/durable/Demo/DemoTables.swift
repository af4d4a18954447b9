import DurableExecutionStorage
import TypedSQL

/// The files of a run, each with its execution: the data of a user that is written in the same transactions as the
/// executions.
struct DemoFilesTable: Table {
    let tableName = "demo_files"
    /// Relative to the folder, ``BytePath/escaped``.
    let path = text("path").primaryKey()
    let executionID = text("execution_id").notNull()
}

/// The one run that a database holds.
struct DemoRunsTable: Table {
    let tableName = "demo_runs"
    /// Tells a run from the next one over the same folder.
    let id = text("id").primaryKey()
    /// Absolute, ``BytePath/escaped``.
    let folder = text("folder").notNull()
    /// Whether all files have their executions.
    let isScanned = boolean("is_scanned").notNull()
    /// Whether the totals were printed.
    let isReported = boolean("is_reported").notNull()
}
