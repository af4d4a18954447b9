internal import TaskExecutionsSchema
internal import TypedSQL

extension SQLTaskExecutionsStorage {
    /// Whether the table is declared, or is found, with the indexes of the TypeScript package.
    public func isShared() async throws -> Bool {
        if table.indexProfile == .reference { return true }
        let migrator = TaskExecutionsMigrator(table: TaskExecutionsTable(table.tableName, indexes: .reference))
        return try await read { executions in
            let differences = try await migrator.check(on: executions.connection)
            return !differences.contains { if case .index = $0.subject { true } else { false } }
        }
    }
}
