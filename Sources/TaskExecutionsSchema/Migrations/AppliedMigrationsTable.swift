internal import TypedSQL

/// Where a database remembers which migrations of which table it has seen.
struct AppliedMigrationsTable: Table {
    let tableName = "durable_migrations"
    let table = text("table_name").notNull()
    let migration = text("migration").notNull()
    /// Unix milliseconds.
    let appliedAt = bigint("applied_at").notNull()

    var indexes: [Index<AppliedMigrationsTable>] {
        [uniqueIndex("ix_durable_migrations_table_name_migration").on(table, migration)]
    }
}
