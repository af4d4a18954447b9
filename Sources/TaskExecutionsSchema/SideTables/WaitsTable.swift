internal import TypedSQL

/// What the suspended executions wait for.
struct WaitsTable: SideTable {
    let tableName: String
    private let executions: TaskExecutionsTable

    let id = bigint("id").primaryKey(autoIncrement: true)
    let executionID = text("execution_id").notNull()
    /// As in the table of steps.
    let kind = text("kind").notNull()
    let name = text("name").notNull()
    let key = text("key").notNull()
    let number = integer("number").notNull()
    /// Unix milliseconds; null waits for any time.
    let wakeAt = bigint("wake_at")
    let childExecutionID = text("child_execution_id")
    let createdAt = bigint("created_at").notNull()

    init(of executions: TaskExecutionsTable) {
        tableName = executions.sideTableName("waits")
        self.executions = executions
    }

    var indexes: [Index<WaitsTable>] {
        [
            uniqueIndex(executions.sideIndexName("waits_call")).on(executionID, kind, name, key, number),
            index(executions.sideIndexName("waits_child")).on(childExecutionID).where(isNotNull(childExecutionID)),
        ]
    }
}
