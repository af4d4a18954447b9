public import TypedSQL

/// Brings the table of a database to its definition, and compares the two.
///
/// Its operations run on an open connection, inside the caller's transaction.
public struct TaskExecutionsMigrator: Sendable {
    public let table: TaskExecutionsTable
    private let applied = AppliedMigrationsTable()

    public init(table: TaskExecutionsTable) { self.table = table }

    /// Makes what is not there yet, and records it; makes indexes that are missing and replaces those that differ. What is
    /// pending is decided by what the database has: a table that is there already, from the reference or from a script, is taken
    /// over if its columns are as expected, and gets those that it lacks.
    ///
    /// Applying twice does nothing the second time.
    ///
    /// - Parameters:
    ///   - connection: A connection in a transaction.
    ///   - now: Unix milliseconds, to be recorded.
    /// - Throws: ``TaskExecutionsSchemaError``, with which nothing was changed, or the driver's error.
    public func apply(on connection: some SQLConnection, now: Int64) async throws -> MigrationReport {
        var report = MigrationReport()
        try await connection.excludeOthers()
        if try await connection.description(ofTable: applied.tableName) == nil {
            for statement in applied.definition { try await connection.run(statement) }
        }
        let status = try await status(on: connection)
        try refuseUnknown(status)
        let found = try await connection.description(ofTable: table.tableName)
        if let found {
            try await addColumns(to: found, on: connection, &report)
        } else {
            for statement in table.first.definition + table.addedColumns.map({ table.addColumn($0) }) {
                try await connection.run(statement)
            }
            report.actions.append("created the table “\(table.tableName)” with \(table.indexes.count) indexes")
        }
        var sideReport = MigrationReport()
        for side in table.sideTables { try await complete(side, on: connection, &sideReport) }
        if found != nil { report.actions += sideReport.actions }
        try await adjust(on: connection, &report)
        for migration in status where migration.appliedAt == nil {
            try await connection.run(
                insert(applied).values {
                    $0.table = table.tableName
                    $0.migration = migration.id
                    $0.appliedAt = now
                }
            )
            report.actions.append("recorded the migration \(migration.id)")
        }
        return report
    }

    /// The migrations in their order, those that only the database knows last.
    public func status(on connection: some SQLConnection) async throws -> [MigrationStatus] {
        var times: [String: Int64] = [:]
        if try await connection.description(ofTable: applied.tableName) != nil {
            let rows = select(applied.migration, applied.appliedAt).from(applied)
                .where(eq(applied.table, table.tableName))
            for (id, time) in try await connection.all(rows) { times[id] = time }
        }
        let known = table.migrations.map(\.id)
        let unknown = times.keys.filter { !known.contains($0) }.sorted()
        return known.map { MigrationStatus(id: $0, appliedAt: times[$0], isKnown: true) }
            + unknown.map { MigrationStatus(id: $0, appliedAt: times[$0], isKnown: false) }
    }

    /// Compares the database column by column and index by index with the definition.
    ///
    /// - Throws: ``TaskExecutionsSchemaError`` if there is no table, or one of a newer version.
    public func check(on connection: some SQLConnection) async throws -> [TableDifference] {
        try refuseUnknown(await status(on: connection))
        guard let found = try await connection.description(ofTable: table.tableName) else { throw error(.missingTable) }
        var differences = found.differences(from: try expected(on: connection))
        for side in table.sideTables { differences += try await self.differences(of: side, on: connection) }
        return differences
    }

    /// Checks that work on the table will go right; indexes that only make it fast are not asked for.
    ///
    /// - Throws: ``TaskExecutionsSchemaError``; with the reason ``TaskExecutionsSchemaError/Reason/outdated(missingColumns:)``
    ///   for a table that can be read and has to be migrated before it can be worked on.
    public func verify(on connection: some SQLConnection) async throws {
        try refuseUnknown(await status(on: connection))
        guard let found = try await connection.description(ofTable: table.tableName) else { throw error(.missingTable) }
        // The side tables came with the columns, and those who do not use them are not to wait for the look.
        let differences = found.differences(from: try expected(on: connection)).filter(\.isFatal)
        if differences.isEmpty { return }
        let missing = differences.compactMap { missingColumn($0) }
        throw error(missing.count == differences.count ? .outdated(missingColumns: missing) : .differs(differences))
    }

    /// The name of the column that is missing and can be added.
    private func missingColumn(_ difference: TableDifference) -> String? {
        guard case .column(let name) = difference.subject, difference.found == nil,
            table.addedColumns.contains(where: { $0.name.description == name })
        else { return nil }
        return name
    }

    private func addColumns(
        to found: TableDescription, on connection: some SQLConnection, _ report: inout MigrationReport
    ) async throws {
        let fatal = found.differences(from: try expected(on: connection)).filter {
            if case .column = $0.subject { $0.isFatal && missingColumn($0) == nil } else { false }
        }
        if !fatal.isEmpty { throw error(.differs(fatal)) }
        for column in table.addedColumns where !found.columns.contains(where: { $0.name == column.name.description }) {
            try await connection.run(table.addColumn(column))
            report.actions.append("added the column \(column.name)")
        }
    }

    private func expected(on connection: some SQLConnection) throws -> TableDescription {
        try table.description(for: connection.dialect)
    }

    private func refuseUnknown(_ status: [MigrationStatus]) throws {
        let unknown = status.filter { !$0.isKnown }.map(\.id)
        if !unknown.isEmpty { throw error(.newerDatabase(migrations: unknown)) }
    }

    /// Makes sure of the columns, and brings the indexes to the table's profile.
    private func adjust(on connection: some SQLConnection, _ report: inout MigrationReport) async throws {
        guard let found = try await connection.description(ofTable: table.tableName) else { throw error(.missingTable) }
        let differences = found.differences(from: try expected(on: connection))
        let columns = differences.filter { if case .column = $0.subject { $0.isFatal } else { false } }
        if !columns.isEmpty { throw error(.differs(columns)) }
        try await replaceIndexes(of: found, table, where: differences, on: connection, &report)
    }

    /// Makes a side table, or sees to it that the one that is there is ours.
    private func complete<Side: SideTable>(
        _ side: Side, on connection: some SQLConnection, _ report: inout MigrationReport
    ) async throws {
        guard let found = try await connection.description(ofTable: side.tableName) else {
            for statement in side.definition { try await connection.run(statement) }
            report.actions.append("created the table “\(side.tableName)”")
            return
        }
        let differences = found.differences(from: try side.description(for: connection.dialect))
        let columns = differences.filter { if case .column = $0.subject { $0.isFatal } else { false } }
        if !columns.isEmpty { throw TaskExecutionsSchemaError(tableName: side.tableName, reason: .differs(columns)) }
        try await replaceIndexes(of: found, side, where: differences, on: connection, &report)
    }

    /// The differences of a side table, with its name before those of columns.
    private func differences(
        of side: some SideTable, on connection: some SQLConnection
    ) async throws -> [TableDifference] {
        guard let found = try await connection.description(ofTable: side.tableName) else {
            return [TableDifference(.table(side.tableName), found: nil, expected: "a table", isFatal: true)]
        }
        return found.differences(from: try side.description(for: connection.dialect)).map { difference in
            guard case .column(let name) = difference.subject else { return difference }
            var named = difference
            named.subject = .column("\(side.tableName).\(name)")
            return named
        }
    }

    private func replaceIndexes<Owner: Table>(
        of found: TableDescription, _ table: Owner, where differences: [TableDifference],
        on connection: some SQLConnection,
        _ report: inout MigrationReport
    ) async throws {
        for index in table.indexes {
            let name = connection.dialect.indexName(index.name)
            guard differences.contains(where: { $0.subject == .index(name) }) else { continue }
            let isThere = found.indexes.contains { $0.name == name }
            if isThere { try await connection.run(table.dropIndex(name)) }
            try await connection.run(table.createIndex(index))
            report.actions.append("\(isThere ? "replaced" : "created") the index “\(name)”")
        }
    }

    private func error(_ reason: TaskExecutionsSchemaError.Reason) -> TaskExecutionsSchemaError {
        TaskExecutionsSchemaError(tableName: table.tableName, reason: reason)
    }
}
