internal import TypedSQL

/// The executors that were seen lately, and what they can run.
struct ExecutorsTable: SideTable {
    let tableName: String
    private let executions: TaskExecutionsTable

    let id = bigint("id").primaryKey(autoIncrement: true)
    let executorID = text("executor_id").notNull()
    let host = text("host").notNull()
    /// A JSON object of the ids of tasks with their versions.
    let tasks = text("tasks").notNull()
    let startedAt = bigint("started_at").notNull()
    let lastSeenAt = bigint("last_seen_at").notNull()

    init(of executions: TaskExecutionsTable) {
        tableName = executions.sideTableName("executors")
        self.executions = executions
    }

    var indexes: [Index<ExecutorsTable>] {
        [
            uniqueIndex(executions.sideIndexName("executors_executor_id")).on(executorID)
        ]
    }
}
