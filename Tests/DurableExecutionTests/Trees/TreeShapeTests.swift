import DurableExecution
import DurableExecutionTesting
import Testing

/// Nothing here polls: a tree gets to its end by signals alone.
@Suite struct TreeShapeTests {
    let fixture = ExecutorFixture()

    @Test func aTreeOfTenLevelsIsFinishedWithoutPolls() async throws {
        let executor = try fixture.executor()
        let levels = 10
        var task = try executor.register(DurableTask("level_0") { (number: Int, _) in number })
        for level in 1..<levels {
            let below = task
            task = try executor.register(
                .parent("level_\(level)") { (number: Int, _) in
                    FanOut(children: [below.child(number), below.child(number)])
                } finalize: { (result, _) in
                    try result.outputs(of: below).reduce(0, +)
                }
            )
        }
        try await executor.start()
        #expect(try await executor.enqueue(task, 1).result() == 512)
        await executor.shutdown()
    }

    @Test func aTreeOfTenLevelsWithFinalizeTasksIsFinishedWithoutPolls() async throws {
        let executor = try fixture.executor()
        var task = try executor.register(DurableTask("level_0") { (number: Int, _) in number })
        for level in 1..<10 {
            let below = task
            let finalize = try executor.register(
                DurableTask("finalize_\(level)") { (result: ParentResult<Int>, _) in
                    try result.output + result.outputs(of: below).reduce(0, +)
                }
            )
            task = try executor.register(
                .parent("level_\(level)", finalize: finalize) { (number: Int, _) in
                    FanOut(number, children: [below.child(number)])
                }
            )
        }
        try await executor.start()
        #expect(try await executor.enqueue(task, 1).result() == 10)
        await executor.shutdown()
    }

    @Test func aThousandChildrenAreFinishedWithBatchedCalls() async throws {
        let executor = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let parent = try executor.register(
            .parent("parent") { (count: Int, _) in
                FanOut(children: (0..<count).map { double.child($0) })
            } finalize: { (result, _) in
                try result.outputs(of: double).reduce(0, +)
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 1000)
        #expect(try await handle.result() == 999_000)
        #expect(try await handle.snapshot().activeChildrenCount == 0)
        // How many ends are written with one call depends on how busy the machine is.
        for operation in [.update, .updateAndReturn, .updateAndDecrementParents] as [ProbedStorage.Operation] {
            #expect(fixture.storage.calls(operation) < 500)
        }
        await executor.shutdown()
    }

    @Test func tenThousandSleepingTasksHoldNobodyUp() async throws {
        let executor = try fixture.executor { $0.leaseDuration = .seconds(36_000) }
        let asleep = try executor.register(.sleeping("asleep", output: Int.self, timeout: .seconds(60)))
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let parent = try executor.register(
            .parent("parent") { (range: [Int], _) in
                FanOut(range.count, children: range.map { asleep.child(SleepingTaskID("\($0)")) })
            } finalize: { (result, _) in
                result.children.filter { $0.status == .timedOut }.count
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handles = try await executor.enqueue(
            parent, inputs: (0..<10).map { group in (0..<1000).map { 1000 * group + $0 } }
        )
        for handle in handles {
            while try await handle.snapshot().status != .waitingForChildren { await Task.yield() }
        }
        #expect(try await executor.enqueue(double, 4).result() == 8)
        try await executor.wake(asleep, outputs: (0..<10).map { (SleepingTaskID("\(1000 * $0)"), 1) })
        await fixture.advance(to: start + 60_000)
        for handle in handles { #expect(try await handle.result() == 999) }
        await executor.shutdown()
    }
}
