import DurableExecutionStorage

/// What the commands need of a storage, whatever its database.
protocol ManagedStorage: QueryableTaskExecutionsStorage, PrunableTaskExecutionsStorage {
    func migrate() async throws -> MigrationReport
    func checkSchema() async throws -> [TableDifference]
    func migrationStatus() async throws -> [MigrationStatus]
}

extension SQLTaskExecutionsStorage: ManagedStorage {}
