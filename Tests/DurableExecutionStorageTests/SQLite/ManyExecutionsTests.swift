import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

@Suite struct ManyExecutionsTests {
    @Test func aHundredThousandExecutionsGoInOneCallAndComeOutInAnother() async throws {
        let folder = try TemporaryFolder()
        let database = try await SQLiteDatabase(path: folder.file("tasks.db"))
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        let count = 100_000
        try await storage.insert((0..<count).map { .sample("te_\($0)", at: Int64($0)) })
        let claimed = try await storage.updateAndReturn(.allReady, limit: 1_000_000, update: .claim())
        #expect(claimed.executions.count == count)
        #expect(claimed.executions.last?.executionID == "te_\(count - 1)")

        let lookups = (0..<count).reversed().map { TaskExecutionLookup(executionID: "te_\($0)") }
        let found = try await storage.get(lookups)
        #expect(found.map { $0?.executionID } == lookups.map(\.executionID))

        var end = TaskExecutionUpdate(updatedAt: 9000)
        end.status = .completed
        end.isFinished = true
        let updated: [Bool] = try await storage.update(lookups.map { .init(executionID: $0.executionID, update: end) })
        #expect(updated.allSatisfy { $0 })
        #expect(
            try await storage.updateAndCount(
                .finished(true, closeStatus: .idle), limit: 1_000_000, update: TaskExecutionUpdate(updatedAt: 9001)
            ) == count
        )
        await database.close()
    }

    @Test func oneDoubleIDAmongManyLeavesNothingOfTheCall() async throws {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory())
        try await storage.migrate()
        try await storage.insert([.sample("te_1234")])
        await #expect(throws: TaskExecutionExistsError(.executionID("te_1234"))) {
            try await storage.insert((0..<5000).map { .sample("te_\($0)") })
        }
        #expect(try await storage.get("te_0") == nil)
    }

    @Test func twoDatabasesOnOneFileClaimEachExecutionOnce() async throws {
        let folder = try TemporaryFolder()
        var storages: [SQLTaskExecutionsStorage<SQLiteDatabase>] = []
        for _ in 0..<2 {
            let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase(path: folder.file("tasks.db")))
            try await storage.migrate()
            storages.append(storage)
        }
        try await storages[0].insert((0..<2000).map { .sample("te_\($0)") })
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for storage in storages {
                for _ in 0..<8 {
                    group.addTask {
                        var ids: [String] = []
                        while true {
                            let next = try await storage.updateAndReturn(.allReady, limit: 7, update: .claim())
                            if next.executions.isEmpty { return ids }
                            ids += next.executions.map(\.executionID)
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 2000)
        #expect(Set(claimed).count == 2000)
        for storage in storages { await storage.database.close() }
    }
}
