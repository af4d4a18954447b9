import DurableExecution
import Testing

@Suite struct NoValueTests {
    let fixture = ExecutorFixture()

    @Test func aTaskWithoutInputAndOutputRunsAndEndsCompleted() async throws {
        let executor = try fixture.executor()
        let swept = Counter()
        let sweep = try executor.register(
            DurableTask("sweep") { (_: NoValue, _) in
                for _ in 0..<2 { swept.add() }
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(sweep)
        #expect(try await handle.result() == NoValue())
        #expect(swept.value == 2)
        let row = try await handle.snapshot()
        #expect(row.input == "null")
        #expect(row.output == "null")
        await executor.shutdown()
    }

    @Test func aBodyWithAnOutputIsNotTakenForOneWithout() throws {
        let double = DurableTask("double") { (number: Int, _) in 2 * number }
        let longer = DurableTask("longer") { (number: Int, _) in
            let square = number * number
            return "\(square)"
        }
        #expect(type(of: double) == DurableTask<Int, Int>.self)
        #expect(type(of: longer) == DurableTask<Int, String>.self)
    }

    @Test func aFinalizeFunctionNeedsNoOutput() async throws {
        let executor = try fixture.executor()
        let ended = Counter()
        let leaf = try executor.register(DurableTask("leaf") { (_: NoValue, _) in ended.add() })
        let parent = try executor.register(
            .parent("parent") { (count: Int, _) in
                FanOut(children: (0..<count).map { _ in leaf.child() })
            } finalize: { (result, _) in
                for _ in try result.outputs(of: leaf) { ended.add() }
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(parent, 3).result() == NoValue())
        #expect(ended.value == 6)
        await executor.shutdown()
    }
}
