import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct PlaceTests {
    let fixture = ExecutorFixture()

    @Test(arguments: [1, 3])
    func bodiesAndFinalizeFunctionsShareThePlaces(places: Int) async throws {
        let executor = try fixture.executor { $0.maxConcurrentTaskExecutions = places }
        let running = Counter()
        @Sendable func work() async {
            running.add()
            for _ in 0..<5 { await Task.yield() }
            running.add(-1)
        }
        let leaf = try executor.register(
            DurableTask("leaf") { (number: Int, _) in
                await work()
                return number
            }
        )
        let parent = try executor.register(
            .parent("parent") { (count: Int, _) in
                await work()
                return FanOut(children: (0..<count).map { leaf.child($0) })
            } finalize: { (result, _) in
                await work()
                return try result.outputs(of: leaf).count
            }
        )
        try await executor.start()
        let handles = try await executor.enqueue(parent, inputs: Array(repeating: 4, count: 20))
        for handle in handles { #expect(try await handle.result() == 4) }
        #expect(running.maximum == places)
        await executor.shutdown()
    }

    @Test func placesAreGivenBackWhenTheStorageFails() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(100)) { $0.maxConcurrentTaskExecutions = 1 }
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        fixture.storage.failNext(.updateAndReturn, times: 4)
        try await executor.start()
        let handle = try await executor.enqueue(echo, 7)
        try await fixture.drive { try await handle.snapshot().isFinished }
        #expect(try await handle.result() == 7)
        await executor.shutdown()
    }
}
