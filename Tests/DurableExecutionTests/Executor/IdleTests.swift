import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct IdleTests {
    let fixture = ExecutorFixture()

    @Test func anExecutorWithNothingToDoMakesOneCallAPoll() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(100))
        try await executor.start()
        let start = fixture.clock.now
        // The first round of claiming and of closing.
        await fixture.storage.called(.updateAndReturn, times: 2)
        for poll in 1...10 {
            await fixture.advance(to: start + Int64(poll) * 100)
            await fixture.storage.called(.updateAndReturn, times: 2 + poll)
        }
        #expect(fixture.storage.calls(.updateAndReturn) == 12)
        #expect(fixture.storage.calls(.updateAndCount) == 3)
        #expect(fixture.storage.calls(.update) == 0)
        #expect(fixture.storage.calls(.get) == 0)
        try await executor.shutdown()
    }

}
