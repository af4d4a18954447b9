internal import TypedSQL

/// When the next execution of a key may start.
struct RatesTable: SideTable {
    let tableName: String
    private let executions: TaskExecutionsTable

    let id = bigint("id").primaryKey(autoIncrement: true)
    let key = text("rate_key").notNull()
    /// Unix microseconds.
    let nextFreeAt = bigint("next_free_at").notNull()

    init(of executions: TaskExecutionsTable) {
        tableName = executions.sideTableName("rates")
        self.executions = executions
    }

    var indexes: [Index<RatesTable>] {
        [
            uniqueIndex(executions.sideIndexName("rates_key")).on(key)
        ]
    }
}
