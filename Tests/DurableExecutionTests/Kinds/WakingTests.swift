import DurableExecution
import Testing

@Suite struct WakingTests {
    let fixture = ExecutorFixture()

    @Test(arguments: [
        (TaskExecutionError.Kind.generic, TaskExecutionStatus.failed), (.notFound, .failed), (.timedOut, .timedOut),
        (.cancelled, .cancelled),
    ])
    func anErrorEndsASleepingTaskTheSameWayThroughAnExecutorAndThroughAStorage(
        kind: TaskExecutionError.Kind, status: TaskExecutionStatus
    ) async throws {
        let executor = try fixture.executor()
        let asleep = try executor.register(.sleeping("asleep", output: Int.self, timeout: .seconds(60)))
        let first = try await executor.enqueue(asleep, "first")
        let second = try await executor.enqueue(asleep, "second")
        let error = TaskExecutionError(kind: kind, message: "no")
        try await executor.wake(asleep, "first", error: error)
        try await fixture.storage.wake(sleepingTaskUniqueID: "second", with: .failure(error))
        let ends = try await [first.snapshot(), second.snapshot()]
        #expect(ends.map(\.status) == [status, status])
        #expect(ends[0].error == ends[1].error)
        #expect(ends[1].error?.isRetryable == false)
    }
}
