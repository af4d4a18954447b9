internal import TypedSQL

/// A table beside the table of executions, which the second migration makes. Its rows name executions without a foreign key.
protocol SideTable: Table {
    init(of executions: TaskExecutionsTable)
}

extension TaskExecutionsTable {
    /// All of them. No feature uses them yet.
    var sideTables: [any SideTable] {
        [
            StepsTable(of: self), SignalsTable(of: self), WaitsTable(of: self), SchedulesTable(of: self),
            LimitsTable(of: self), RatesTable(of: self), ExecutorsTable(of: self),
        ]
    }

    /// The name of a side table, the same in every database. PostgreSQL cuts a name after 63 bytes, which would make it that of
    /// the table itself, so that a long one is shortened as those of indexes are.
    func sideTableName(_ suffix: String) -> String { PostgreSQLDialect().indexName("\(tableName)_\(suffix)") }

    func sideIndexName(_ suffix: String) -> String { "ix_\(tableName)_\(suffix)" }
}
