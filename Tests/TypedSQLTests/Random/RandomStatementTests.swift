import Foundation
import PostgreSQLDriver
import PostgreSQLTestServer
import SQLiteDriver
import Testing
import TypedSQL

/// Random statements over random tables do on both databases what a model in plain Swift does.
@Suite struct RandomStatementTests {
    private static let statements =
        Int(ProcessInfo.processInfo.environment["DURABLE_STATEMENTS"] ?? "")
        ?? (ProcessInfo.processInfo.environment["DURABLE_NIGHTLY"] == "1" ? 100_000 : 300)

    @Test func bothDatabasesDoWhatTheModelDoes() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        let sqlite = try await SQLiteDatabase.inMemory()
        let postgresql = try await TestServer.shared.value.database()
        var done = 0
        while done < Self.statements {
            let count = min(100, Self.statements - done)
            let round = seed &+ UInt64(done)
            let script = Script(seed: round, count: count)
            let expected = script.expected
            let bySQLite = try await sqlite.transaction { try await script.run(on: $0) }
            let byPostgreSQL = try await postgresql.transaction { try await script.run(on: $0) }
            for (position, answer) in expected.enumerated() {
                let statement = script.texts[position]
                if bySQLite[position] == answer, byPostgreSQL[position] == answer { continue }
                Issue.record(
                    "SQLite \(bySQLite[position]), PostgreSQL \(byPostgreSQL[position]), model \(answer): \(statement), seed \(round)"
                )
            }
            done += count
        }
        await sqlite.close()
        await postgresql.close()
    }
}
