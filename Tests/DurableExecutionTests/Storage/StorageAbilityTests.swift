import DurableExecution
import DurableExecutionTesting
import Testing

/// What a storage can do beyond executions is not lost in one that wraps it.
@Suite struct StorageAbilityTests {
    private let base = InMemoryTaskExecutionsStorage()

    private var wrapped: any TaskExecutionsStorage {
        SerializedTaskExecutionsStorage(FaultInjectingTaskExecutionsStorage(ProbedStorage(base)) { _ in [] })
    }

    @Test func aWrapperOfWrappersAnswersQueries() async throws {
        try await base.insert([TaskExecution(taskID: "t", executionID: "te_1", timeoutMs: 1, input: "{}", now: 0)])
        let page = try await #require(wrapped.queryable).list(TaskExecutionQuery())
        #expect(page.executions.map(\.executionID) == ["te_1"])
    }

    @Test func aWrapperOfWrappersDeletesWhatIsOver() async throws {
        var execution = TaskExecution(taskID: "t", executionID: "te_1", timeoutMs: 1, input: "{}", now: 0)
        execution.apply(TaskExecutionUpdate(ending: execution, as: .completed, at: 1))
        try await base.insert([execution])
        let batch = FinishedTaskExecutionsBatch(finishedBefore: [.completed: 2])
        #expect(try await #require(wrapped.prunable).deleteFinished(batch).executions == 1)
    }

    @Test func faultsReachTheQueriesOfTheBase() async throws {
        struct Lost: Error {}
        let storage = FaultInjectingTaskExecutionsStorage(ProbedStorage(base)) { _ in [.errorBefore(Lost())] }
        await #expect(throws: Lost.self) { try await #require(storage.queryable).list(TaskExecutionQuery()) }
        #expect(storage.callCount(of: .list) == 1)
    }

    @Test func memoryNoticesNoOtherProcess() async {
        for await _ in wrapped.changesByOthers() { Issue.record("memory has no other process") }
    }

    @Test func anExecutorLearnsThroughAWrapperThatTheBaseCanNotBeUsed() async throws {
        struct NoTable: Error {}
        let broken = FaultInjectingTaskExecutionsStorage(base) { call in
            call.operation == .verify ? [.errorBefore(NoTable())] : []
        }
        let executor = try DurableExecutor(storage: SerializedTaskExecutionsStorage(ProbedStorage(broken)))
        await #expect(throws: NoTable.self) { try await executor.start() }
        await executor.shutdown()
    }
}
