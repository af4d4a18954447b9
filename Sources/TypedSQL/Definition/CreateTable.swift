extension Table {
    /// `CREATE TABLE` with the columns, one a line.
    public var createTable: SQL {
        var lines = columns.map { SQL([.literal("\n    "), .columnDefinition($0)]) }
        lines += constraints.map { SQL([.literal("\n    ")] + $0.chunks) }
        let table: SQL = "CREATE TABLE \(self) (" + lines.joined(separator: ",") + "\n)"
        return changesOften ? table + SQL([.optionsOfChangingTable]) : table
    }

    /// `ALTER TABLE` that adds a column to a table that was made without it.
    public func addColumn(_ column: ColumnDefinition) -> SQL {
        "ALTER TABLE \(self) ADD COLUMN " + SQL([.columnDefinition(column)])
    }

    /// `CREATE INDEX` of one of the table's indexes.
    public func createIndex(_ index: Index<Self>) -> SQL {
        var sql: SQL = index.isUnique ? "CREATE UNIQUE INDEX " : "CREATE INDEX "
        sql += "\(indexName: index.name) ON \(self) ("
        sql += SQL(commaSeparated(index.columns.map { [.name($0)] }))
        if let key = index.key { sql += SQL([.indexKey(key)]) }
        sql += ")"
        if let predicate = index.predicate { sql += " WHERE " + SQL(predicate.chunks.map(\.asConstant)) }
        return sql
    }

    /// `DROP INDEX` of an index by its name, shortened as when it was made.
    public func dropIndex(_ name: String) -> SQL { "DROP INDEX \(indexName: name)" }

    /// All that has to be run to make the table and its indexes.
    public var definition: [SQL] { [createTable] + indexes.map { createIndex($0) } }
}
