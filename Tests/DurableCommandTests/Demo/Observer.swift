import DurableExecutionStorage
import SQLiteDriver
import TypedSQL

/// Looks into the database of a demo that runs in another process.
struct Observer {
    private let path: String

    init(_ path: String) { self.path = path }

    func ready() async throws -> Int { try await count { eq($0.status, .ready) } }
    func running() async throws -> Int { try await count { eq($0.status, .running) } }
    func finished() async throws -> Int { try await count { eq($0.isFinished, true) } }

    private func count(_ condition: @Sendable @escaping (TaskExecutionsTable) -> Condition<TaskExecutionsTable>)
        async throws -> Int
    {
        var configuration = SQLiteConfiguration()
        configuration.isReadOnly = true
        let database = try await SQLiteDatabase(path: path, configuration: configuration)
        let table = TaskExecutionsTable("demo_executions")
        do {
            let found = try await database.read {
                try await $0.first(select(TypedSQL.count()).from(table).where(condition(table)))
            }
            await database.close()
            return found ?? 0
        } catch {
            await database.close()
            throw error
        }
    }
}
