import DurableExecutionStorage
import Foundation
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

@Suite struct PostgreSQLMigrationTests {
    @Test func anyNumberOfProcessesMayMigrateAtOnce() async throws {
        let server = try await TestServer.shared.value
        let configuration = try await server.newSchema()
        let created = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    let database = try PostgreSQLDatabase(server.connectionString, configuration: configuration)
                    let actions = try await SQLTaskExecutionsStorage(database).migrate().actions
                    await database.close()
                    return !actions.isEmpty
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(created == 1)
    }

    @Test func theServerIsToldToTidyUpOften() async throws {
        let database = try await TestServer.shared.value.database()
        let storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable("tidy"))
        try await storage.migrate()
        let options = try await database.read { connection in
            try await connection.first(SettingsOfTidyTable())
        }
        #expect(options?.contains("autovacuum_vacuum_scale_factor=0.01") == true)
        #expect(options?.contains("fillfactor=50") == true)
        await database.close()
    }

    @Test func aRoleWithoutTheRightToChangeTablesRunsTasks() async throws {
        let server = try await TestServer.shared.value
        let configuration = try await server.newSchema()
        let owner = try PostgreSQLDatabase(server.connectionString, configuration: configuration)
        try await SQLTaskExecutionsStorage(owner).migrate()
        let role = "worker_\(UUID().uuidString.lowercased().prefix(8))"
        let schema = configuration.schema ?? ""
        let rights: [SQL] = [
            SQL([.literal("create role "), .identifier(role), .literal(" login")]),
            SQL([.literal("grant usage on schema "), .identifier(schema), .literal(" to "), .identifier(role)]),
            SQL([
                .literal("grant select, insert, update, delete on all tables in schema "), .identifier(schema),
                .literal(" to "), .identifier(role),
            ]),
        ]
        for right in rights { _ = try await owner.single { try await $0.run(right) } }

        let string = server.connectionString.replacing("user=durable", with: "user=\(role)")
        let database = try PostgreSQLDatabase(string, configuration: configuration)
        let storage = SQLTaskExecutionsStorage(database)
        #expect(try await storage.migrate().actions == [])
        let executor = try DurableExecutor(storage: storage)
        let task = DurableTask("doubles", options: TaskOptions(timeout: .seconds(60))) { (number: Int, _) in number * 2
        }
        try executor.register(task)
        try await executor.start()
        #expect(try await executor.enqueue(task, 21).result() == 42)
        await executor.shutdown()
        let drop = SQL([.literal("drop table task_executions")])
        await #expect { try await database.transaction { try await $0.run(drop) } } throws: {
            ($0 as? PostgreSQLError)?.code == .permissionDenied
        }
        await database.close()
        await owner.close()
    }

    @Test func aRoleWithoutThatRightIsToldWhatItMayNotAndThatTheTableIsMissing() async throws {
        let server = try await TestServer.shared.value
        let configuration = try await server.newSchema()
        let owner = try PostgreSQLDatabase(server.connectionString, configuration: configuration)
        let role = "worker_\(UUID().uuidString.lowercased().prefix(8))"
        let schema = configuration.schema ?? ""
        for right in [
            SQL([.literal("create role "), .identifier(role), .literal(" login")]),
            SQL([.literal("grant usage on schema "), .identifier(schema), .literal(" to "), .identifier(role)]),
        ] {
            _ = try await owner.single { try await $0.run(right) }
        }
        let string = server.connectionString.replacing("user=durable", with: "user=\(role)")
        let database = try PostgreSQLDatabase(string, configuration: configuration)
        let storage = SQLTaskExecutionsStorage(database)
        let refusal = await #expect(throws: PostgreSQLError.self) { try await storage.migrate() }
        #expect(refusal?.code == .permissionDenied)
        #expect(refusal?.message == "permission denied for schema \(schema)")
        #expect(refusal?.sql?.hasPrefix("CREATE TABLE") == true)
        let absence = await #expect(throws: TaskExecutionsSchemaError.self) {
            try await storage.insert([TaskExecution(taskID: "a", executionID: "a", timeoutMs: 1, input: "", now: 0)])
        }
        #expect(absence?.reason == .missingTable)
        await database.close()
        await owner.close()
    }
}

/// The options with which the server keeps the table “tidy”.
private struct SettingsOfTidyTable: Statement {
    var sql: SQL { "select array_to_string(reloptions, ' ') from pg_class where oid = 'tidy'::regclass" }

    func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> String { try row.next() }
}
