import DurableExecutionTesting
import Testing

@testable import DurableExecution

@Suite struct StorageCallTests {
    let fixture = ExecutorFixture()

    @Test func anExecutorWithNothingToDoMakesFiveCallsAPoll() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(100))
        try await executor.start()
        let start = fixture.clock.now
        // The first round of claiming, of the parents, of the sleeping tasks, of closing and of two recoveries.
        await fixture.storage.called(.updateAndReturn, times: 6)
        await fixture.storage.called(.updateAndDecrementParents, times: 1)
        await fixture.storage.called(.updateAndCount, times: 1)
        for poll in 1...10 {
            await fixture.advance(to: start + Int64(poll) * 100)
            await fixture.storage.called(.updateAndReturn, times: 6 + 4 * poll)
            await fixture.storage.called(.updateAndDecrementParents, times: 1 + poll)
        }
        #expect(fixture.storage.calls(.updateAndReturn) == 46)
        #expect(fixture.storage.calls(.updateAndDecrementParents) == 11)
        #expect(fixture.storage.calls(.updateAndCount) == 1)
        #expect(fixture.storage.calls(.update) == 0)
        #expect(fixture.storage.calls(.get) == 0)
        await executor.shutdown()
    }

    @Test func resultsThatComeWhileOneIsWrittenAreWrittenTogether() async throws {
        let executor = try fixture.executor()
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        let (reached, gate) = fixture.storage.holdUpdates()
        let first = try await executor.enqueue(echo, -1)
        await reached.reaches(1)
        let handles = try await executor.enqueue(echo, inputs: 0..<50)
        while executor.core.writes.count < 50 { await Task.yield() }
        gate.open()
        #expect(try await first.result() == -1)
        for (number, handle) in handles.enumerated() { #expect(try await handle.result() == number) }
        #expect(fixture.storage.updates.map(\.count) == [1, 50])
        await executor.shutdown()
    }
}
