import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct RetentionTests {
    private let clock = ManualClock(now: 1_700_000_000_000)
    private let storage = InMemoryTaskExecutionsStorage()

    private func insert(_ id: String, _ status: TaskExecutionStatus = .completed, daysAgo: Int64) async throws {
        let time = clock.now - daysAgo * 86_400_000
        var execution = TaskExecution(taskID: "a", executionID: id, timeoutMs: 1000, input: "1", now: time)
        execution.status = status
        execution.isFinished = true
        execution.finishedAt = time
        execution.closeStatus = .closed
        execution.closedAt = time
        try await storage.insert([execution])
    }

    private func exists(_ id: String) async -> Bool {
        await storage.get([TaskExecutionLookup(executionID: id)]) != [nil]
    }

    /// Runs an executor until it has forgotten an execution.
    private func forget(_ id: String, with policy: RetentionPolicy?) async throws {
        var configuration = DurableExecutor.Configuration()
        if let policy { configuration.retention = policy }
        let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: clock)
        try await executor.start()
        while await exists(id) { await Task.yield() }
        await executor.shutdown()
    }

    @Test func byDefaultWhatFinishedMoreThanSevenDaysAgoIsForgotten() async throws {
        try await insert("te_new", daysAgo: 6)
        try await insert("te_old", daysAgo: 8)
        try await forget("te_old", with: nil)
        #expect(await exists("te_new"))
    }

    @Test func eachStatusHasItsOwnAge() async throws {
        try await insert("te_completed", daysAgo: 800)
        try await insert("te_failed", .failed, daysAgo: 1)
        try await forget("te_failed", with: RetentionPolicy(ages: [.failed: .zero]))
        #expect(await exists("te_completed"))
    }

    @Test func moreThanOneBatchIsForgotten() async throws {
        for number in 0..<1200 { try await insert("te_\(number)", daysAgo: 9) }
        try await insert("te_last", daysAgo: 8)
        try await forget("te_last", with: nil)
        #expect(await !exists("te_0"))
    }
}
