import DurableExecutionStorage
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

/// What many callers do at once to the same executions.
@Suite struct PostgreSQLContentionTests {
    /// Updates of one shape lock their rows in one order, so that none waits for another that waits for it.
    @Test func batchesOfTheSameExecutionsInAnyOrderMakeNoDeadlock() async throws {
        var configuration = PostgreSQLConfiguration()
        // The first deadlock would be an error.
        configuration.maxAttempts = 1
        let storage = try await SQLTaskExecutionsStorage.onTestServer(configuration)
        let executions = (0..<60).map { TaskExecution.sample("te_\($0)") }
        try await storage.insert(executions)
        try await withThrowingTaskGroup { group in
            for caller in 0..<8 {
                group.addTask {
                    for round in 0..<20 {
                        let requests = executions.shuffled().prefix(40).map { execution in
                            var update = TaskExecutionUpdate(updatedAt: Int64(caller * 100 + round))
                            update.runOutput = .set("\(caller) \(round) \(execution.executionID)")
                            return TaskExecutionUpdateRequest(executionID: execution.executionID, update: update)
                        }
                        let wereUpdated = try await storage.update(requests)
                        #expect(!wereUpdated.contains(false))
                    }
                }
            }
            try await group.waitForAll()
        }
        for execution in try await storage.get(executions.map { TaskExecutionLookup(executionID: $0.executionID) }) {
            let words = try #require(execution?.runOutput).split(separator: " ")
            #expect(words.last.map(String.init) == execution?.executionID)
            #expect(execution?.updatedAt == (Int64(words[0]) ?? 0) * 100 + (Int64(words[1]) ?? 0))
        }
        await storage.database.close()
    }

    /// Updates of several shapes may deadlock; then they are tried again.
    @Test func batchesOfDifferentChangesComeToAnEnd() async throws {
        let storage = try await SQLTaskExecutionsStorage.onTestServer()
        let executions = (0..<30).map { TaskExecution.sample("te_\($0)") }
        try await storage.insert(executions)
        try await withThrowingTaskGroup { group in
            for caller in 0..<6 {
                group.addTask {
                    for round in 0..<10 {
                        let requests = executions.shuffled().prefix(20).enumerated().map { index, execution in
                            var update = TaskExecutionUpdate(updatedAt: Int64(caller * 100 + round))
                            if index % 2 == 0 { update.executorID = .set("ex_\(caller)") }
                            if index % 3 == 0 { update.expiresAt = .set(Int64(index)) }
                            return TaskExecutionUpdateRequest(executionID: execution.executionID, update: update)
                        }
                        let wereUpdated = try await storage.update(requests)
                        #expect(!wereUpdated.contains(false))
                    }
                }
            }
            try await group.waitForAll()
        }
        await storage.database.close()
    }

    /// What renews leases: a transaction that somebody left open must cost only its own row the renewal.
    @Test(arguments: [1, 20])
    func requestsThatSkipLockedRowsDoNotWaitForThem(count: Int) async throws {
        let storage = try await SQLTaskExecutionsStorage.onTestServer()
        let executions = (0..<count).map { TaskExecution.sample("te_\($0)") }
        try await storage.insert(executions)
        var change = TaskExecutionUpdate(updatedAt: 7)
        change.expiresAt = .set(99)
        let requests = executions.map {
            TaskExecutionUpdateRequest(executionID: $0.executionID, update: change, skipsLocked: true)
        }
        let table = storage.table
        try await storage.database.transaction { connection in
            try await connection.run(update(table).set { $0.updatedAt = 5 }.where(eq(table.executionID, "te_0")))
            // On a connection of its own; the lock is held until this has returned.
            let wereUpdated = try await Task.detached { try await storage.update(requests) }.value
            #expect(wereUpdated == executions.map { $0.executionID != "te_0" })
        }
        #expect(try await storage.update(requests).allSatisfy { $0 })
        for execution in executions {
            #expect(try await storage.get(execution.executionID)?.expiresAt == 99)
        }
        await storage.database.close()
    }
}
