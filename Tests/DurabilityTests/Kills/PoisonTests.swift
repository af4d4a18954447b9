import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing

/// Executions that end the processes that run them, among many that do not, with real processes.
@Suite(.serialized) struct PoisonTests {
    /// The poisonous ones.
    private static let poisons = ["body", "decoding", "validation", "retry", "finalize"]
    private static let count = 1_000

    @Test func fivePoisonousExecutionsAmongAThousandHarmNoOther() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            let location = "sqlite-normal:\(folder.path("test.db"))"
            try Worker(["poison", location, "300", "\(Self.count)"]).finish()
            // Each may end four processes.
            var deaths = 0
            while deaths <= 4 * Self.poisons.count {
                let worker = try Worker(["poison", location, "300"])
                try worker.finish(within: 300)
                if worker.hasSucceeded { break }
                #expect(worker.wasKilled)
                deaths += 1
            }
            #expect(deaths <= 4 * Self.poisons.count)
            let rows = try await storage.list(TaskExecutionQuery(limit: 5_000)).executions
            #expect(rows.count >= Self.count)
            for row in rows {
                let poison = Self.poisons.first { row.taskID == "poison_\($0)" }
                switch poison {
                case nil:
                    #expect(row.status == .completed, "\(row.taskID) \(row.executionID)")
                    #expect(row.retryAttempts == 0)
                case "finalize": #expect(row.status == .finalizeFailed)
                default: #expect(row.status == .failed)
                }
            }
            #expect(rows.count { $0.taskID.hasPrefix("poison") } == Self.poisons.count)
            await database.close()
        }
    }
}
