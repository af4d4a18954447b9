import DurableExecutionStorage
import PostgreSQLTestServer
import SQLiteDriver
import TypedSQL

/// The databases on which a storage is tried.
enum DatabaseKind: CaseIterable {
    case sqlite
    case postgresql

    /// A new, empty one.
    func database() async throws -> any SQLDatabase {
        switch self {
        case .sqlite: try await SQLiteDatabase.inMemory()
        case .postgresql: try await TestServer.shared.value.database()
        }
    }
}
