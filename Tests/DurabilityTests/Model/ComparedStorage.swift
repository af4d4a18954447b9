import DurableExecutionStorage
import PostgreSQLDriver
import PostgreSQLTestServer
import SQLiteDriver
import TypedSQL

/// A storage that is compared with the model. Another one is another case.
enum ComparedStorage: CaseIterable, CustomStringConvertible {
    case inMemory, sqliteInMemory, sqliteFile, sqliteFileWithTheIndexesOfTheReference
    case postgresql, postgresqlWithTheIndexesOfTheReference

    var description: String {
        switch self {
        case .inMemory: "in memory"
        case .sqliteInMemory: "SQLite in memory"
        case .sqliteFile: "SQLite"
        case .sqliteFileWithTheIndexesOfTheReference: "SQLite with the indexes of the reference"
        case .postgresql: "PostgreSQL"
        case .postgresqlWithTheIndexesOfTheReference: "PostgreSQL with the indexes of the reference"
        }
    }

    var isOnServer: Bool { self == .postgresql || self == .postgresqlWithTheIndexesOfTheReference }

    /// How many sequences the long form takes, for some minutes: each step is some writes to a disk, or round trips.
    var nightlySequences: Int {
        switch self {
        case .inMemory: 2_000
        case .sqliteInMemory: 400
        case .sqliteFile, .sqliteFileWithTheIndexesOfTheReference: 200
        case .postgresql, .postgresqlWithTheIndexesOfTheReference: 100
        }
    }

    /// Two clients of a new storage.
    func withClients<Result>(_ body: ([any TaskExecutionsStorage]) async throws -> Result) async throws -> Result {
        switch self {
        case .inMemory:
            let storage = InMemoryTaskExecutionsStorage(testMode: true)
            return try await body([storage, storage])
        case .sqliteInMemory:
            let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory(), testMode: true)
            try await storage.migrate()
            let result = try await body([storage, storage])
            await storage.database.close()
            return result
        case .sqliteFile: return try await withFile(TaskExecutionsTable("we\"ird; drop 名"), body)
        case .sqliteFileWithTheIndexesOfTheReference:
            return try await withFile(TaskExecutionsTable(indexes: .reference), body)
        case .postgresql: return try await withSchema(TaskExecutionsTable("we\"ird; drop 名"), body)
        case .postgresqlWithTheIndexesOfTheReference:
            return try await withSchema(TaskExecutionsTable(indexes: .reference), body)
        }
    }

    private func withFile<Result>(
        _ table: TaskExecutionsTable, _ body: ([any TaskExecutionsStorage]) async throws -> Result
    ) async throws -> Result {
        try await TemporaryFolder.with { folder in
            let databases = [try await folder.database(), try await folder.database()]
            let clients = databases.map { SQLTaskExecutionsStorage($0, table: table, testMode: true) }
            try await clients[0].migrate()
            let result = try await body(clients)
            for database in databases { await database.close() }
            return result
        }
    }

    private func withSchema<Result>(
        _ table: TaskExecutionsTable, _ body: ([any TaskExecutionsStorage]) async throws -> Result
    ) async throws -> Result {
        let server = try await TestServer.shared.value
        let configuration = try await server.newSchema()
        let databases = try (0..<2).map { _ in
            try PostgreSQLDatabase(server.connectionString, configuration: configuration)
        }
        let clients = databases.map { SQLTaskExecutionsStorage($0, table: table, testMode: true) }
        try await clients[0].migrate()
        let result = try await body(clients)
        for database in databases { await database.close() }
        return result
    }
}
