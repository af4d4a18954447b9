import PostgreSQLTestServer

/// Where processes are killed. Another database is another case, with a location that the worker understands.
enum KillSetting: String, CaseIterable, CustomStringConvertible {
    case sqliteNormal = "sqlite-normal"
    case sqliteFull = "sqlite-full"
    case postgresql

    var description: String {
        switch self {
        case .sqliteNormal: "SQLite NORMAL"
        case .sqliteFull: "SQLite FULL"
        case .postgresql: "PostgreSQL"
        }
    }

    /// An empty database, as an argument of the worker: a file in the folder, or a schema of the tests' server.
    func location(in folder: TemporaryFolder) async throws -> String {
        switch self {
        case .sqliteNormal, .sqliteFull: rawValue + ":" + folder.path("test.db")
        case .postgresql: try await TestServer.shared.value.connectionStringOfNewSchema()
        }
    }

    /// The log is written at each commit, the database in checkpoints.
    private static let sqlitePoints = ["log/write", "database/write", "database/sync", "log/sync", "database/map"]
        .flatMap {
            call in
            ["before", "after"].map { "sqlite/\(call)/\($0)" }
                + (call.hasSuffix("write") ? ["sqlite/\(call)/within"] : [])
        }

    /// The points at which processes may die in the database itself.
    var crashPoints: [String] {
        switch self {
        case .sqliteNormal, .sqliteFull: Self.sqlitePoints
        case .postgresql: []
        }
    }
}
