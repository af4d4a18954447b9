import DurableExecutionStorage
import SQLiteDriver
import Testing

@Suite struct SQLiteSmokeTests {
    @Test func anExecutionLivesOnSQLite() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable("we\"ird 名"), testMode: true)
        await #expect(throws: TaskExecutionsSchemaError.self) {
            _ = try await storage.get([TaskExecutionLookup(executionId: "x")])
        }
        print(try await storage.migrate())
        print(try await storage.migrate())
        #expect(try await storage.checkSchema() == [])
        let executions = (0..<237).map {
            TaskExecution(taskId: "t", executionId: "te_\($0)", timeoutMs: 1000, input: "{}", now: Int64(1000 - $0))
        }
        try await storage.insert(executions)
        var claim = TaskExecutionUpdate(updatedAt: 5000)
        claim.status = .running
        claim.executorId = .set("ex")
        claim.startedAt = .set(5000)
        claim.expiresAfterTimeoutFrom = 5000
        let claimed = try await storage.updateAndReturn(
            .startable(status: .ready, startAtLessThan: 2000), limit: 10, update: claim)
        #expect(claimed.executions.map(\.executionId) == (227...236).reversed().map { "te_\($0)" })
        #expect(claimed.executions[0].expiresAt == 6000)
        await #expect(throws: TaskExecutionExistsError(.executionId("te_5"))) {
            try await storage.insert([executions[5]])
        }
        let found = try await storage.get(["te_1", "nope", "te_1"].map { TaskExecutionLookup(executionId: $0) })
        #expect(found == [executions[1], nil, executions[1]])
        await database.close()
    }
}
