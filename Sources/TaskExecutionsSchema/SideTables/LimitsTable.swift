internal import TypedSQL

/// How many executions of a key may run at once, where an operator has said so.
struct LimitsTable: SideTable {
    let tableName: String
    private let executions: TaskExecutionsTable

    let id = bigint("id").primaryKey(autoIncrement: true)
    let key = text("limit_key").notNull()
    /// 0 pauses the key.
    let most = integer("most").notNull()
    let note = text("note")
    let updatedAt = bigint("updated_at").notNull()

    init(of executions: TaskExecutionsTable) {
        tableName = executions.sideTableName("limits")
        self.executions = executions
    }

    var indexes: [Index<LimitsTable>] {
        [
            uniqueIndex(executions.sideIndexName("limits_key")).on(key)
        ]
    }
}
