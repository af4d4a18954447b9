internal import TypedSQL

/// When executions are enqueued by themselves.
struct SchedulesTable: SideTable {
    let tableName: String
    private let executions: TaskExecutionsTable

    let id = bigint("id").primaryKey(autoIncrement: true)
    let name = text("name").notNull()
    let taskID = text("task_id").notNull()
    /// Sealed for the schedule.
    let input = text("input").notNull()
    /// A cron expression or an interval.
    let specification = text("specification").notNull()
    let timeZone = text("time_zone").notNull()
    let catchUp = text("catch_up").notNull()
    let overlap = text("overlap").notNull()
    let beginsAt = bigint("begins_at")
    let endsAt = bigint("ends_at")
    let isPaused = boolean("is_paused").notNull()
    let note = text("note")
    /// The set that declares it.
    let owner = text("owner").notNull()
    let revision = bigint("revision").notNull()
    let nextAt = bigint("next_at")
    let lastAt = bigint("last_at")
    let createdAt = bigint("created_at").notNull()
    let updatedAt = bigint("updated_at").notNull()

    init(of executions: TaskExecutionsTable) {
        tableName = executions.sideTableName("schedules")
        self.executions = executions
    }

    var indexes: [Index<SchedulesTable>] {
        [
            uniqueIndex(executions.sideIndexName("schedules_name")).on(name),
            index(executions.sideIndexName("schedules_next_at")).on(nextAt).thenBy(id).where(eq(isPaused, false)),
        ]
    }
}
