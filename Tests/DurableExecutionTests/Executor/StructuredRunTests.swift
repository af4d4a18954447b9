import DurableExecution
import Testing

@Suite struct StructuredRunTests {
    let fixture = ExecutorFixture()

    @Test func aCancelledRunLetsTheBodiesThatRunEnd() async throws {
        let executor = try fixture.executor()
        let (started, released) = (Gate(), Gate())
        let task = try executor.register(
            DurableTask("a") { (number: Int, context) in
                started.open()
                await released.wait()
                return context.cancellationReason == nil ? number + 1 : 0
            }
        )
        let running = Task { try await executor.run() }
        let handle = try await executor.enqueue(task, 1)
        await started.wait()
        running.cancel()
        released.open()
        try await running.value
        #expect(try await fixture.storage.get([TaskExecutionLookup(executionID: handle.executionID)])[0]?.output == "2")
        await expectError(.shutDown) { try await executor.enqueue(task, 1) }
    }

    @Test func aRunEndsWhenTheExecutorIsShutDown() async throws {
        let executor = try fixture.executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        async let run: Void = executor.run()
        #expect(try await executor.enqueue(task, 3).result() == 3)
        await executor.shutdown()
        try await run
    }

    @Test func anExecutorThatWasShutDownDoesNotRun() async throws {
        let executor = try fixture.executor()
        await executor.shutdown()
        await expectError(.shutDown) { try await executor.run() }
    }
}
