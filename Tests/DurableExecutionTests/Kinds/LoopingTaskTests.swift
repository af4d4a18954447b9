import DurableExecution
import DurableExecutionTesting
import Foundation
import Testing

@Suite struct LoopingTaskTests {
    let fixture = ExecutorFixture()

    @Test func theLoopRepeatsUntilAnIterationIsDone() async throws {
        let executor = try fixture.executor()
        let check = try executor.register(
            DurableTask("check") { (input: String, context) -> LoopIteration<String> in
                let iteration = context.indexInParent ?? -1
                return iteration == 3 ? .done("\(input) \(iteration)") : .again
            }
        )
        let loop = try executor.register(.looping("loop", repeating: check, maxIterations: 10))
        try await executor.start()
        let handle = try await executor.enqueue(loop, "x")
        #expect(try await handle.result() == .success("x 3"))
        let row = try await handle.snapshot()
        #expect(row.output == #"{"isSuccess":true,"output":"x 3"}"#)
        #expect(row.activeChildrenCount == 0)
        #expect(row.children?.count == 1)
        let iterations = try await fixture.storage.base.children(ofExecutions: [row.executionID])[0]
        #expect(iterations.map(\.parent?.indexInParentChildren) == [0, 1, 2, 3])
        #expect(iterations[0].output == #"{"isDone":false}"#)
        #expect(iterations[3].output == #"{"isDone":true,"output":"x 3"}"#)
        await executor.shutdown()
    }

    @Test func theAttemptsAreUsedUp() async throws {
        let executor = try fixture.executor()
        let ran = Counter()
        let check = try executor.register(
            DurableTask("check") { (_: Int, _) -> LoopIteration<Int> in
                ran.add()
                return .again
            }
        )
        let loop = try executor.register(.looping("loop", repeating: check, maxIterations: 1_000))
        try await executor.start()
        let handle = try await executor.enqueue(loop, 0)
        let result = try await handle.result()
        #expect(result == .exhausted)
        #expect(result.output == nil)
        #expect(ran.value == 1_000)
        #expect(try await handle.snapshot().output == #"{"isSuccess":false}"#)
        await executor.shutdown()
    }

    @Test func thereIsADelayBeforeEachIteration() async throws {
        let executor = try fixture.executor { $0.leaseDuration = .seconds(36_000) }
        let started = Counter()
        let check = try executor.register(
            DurableTask("check", options: TaskOptions(delay: .seconds(99))) { (_: Int, context) -> LoopIteration<Int> in
                started.add()
                return context.indexInParent == 2 ? .done(7) : .again
            }
        )
        let loop = try executor.register(
            .looping("loop", repeating: check, maxIterations: 3) { attempt in
                .milliseconds(100 * (attempt + 1))
            }
        )
        try await executor.start()
        var time = fixture.clock.now
        let handle = try await executor.enqueue(loop, 0)
        for iteration in 0..<3 {
            #expect(started.value == iteration)
            time += Int64(100 * (iteration + 1))
            await fixture.advance(to: time)
            await started.reaches(iteration + 1)
        }
        #expect(try await handle.result() == .success(7))
        await executor.shutdown()
    }

    @Test func withoutADelayOfTheLoopTheIterationTaskKeepsItsOwn() async throws {
        let executor = try fixture.executor()
        let check = try executor.register(
            DurableTask("check", options: TaskOptions(delay: .seconds(99))) { (_: Int, _) -> LoopIteration<Int> in
                .done(7)
            })
        let loop = try executor.register(.looping("loop", repeating: check, maxIterations: 3))
        try await executor.start()
        let handle = try await executor.enqueue(loop, 0)
        while try await handle.snapshot().status != .waitingForChildren { await Task.yield() }
        let iterations = try await fixture.storage.base.children(ofExecutions: [handle.executionID])[0]
        #expect(iterations.map(\.delayMs) == [99_000])
        await executor.shutdown()
    }

    @Test func anIterationThatFailsEndsTheLoop() async throws {
        let executor = try fixture.executor()
        let check = try executor.register(
            DurableTask("check") { (_: Int, _) -> LoopIteration<Int> in
                throw TaskExecutionError(message: "broken")
            }
        )
        let loop = try executor.register(.looping("loop", repeating: check, maxIterations: 3, delay: .zero))
        try await executor.start()
        let end = try await executor.enqueue(loop, 0).wait()
        #expect(end.status == .finalizeFailed)
        #expect(end.error?.message.hasSuffix("ended as failed: broken") == true)
        await executor.shutdown()
    }

    @Test func aLoopHasAtLeastOneAttempt() async throws {
        let executor = try fixture.executor()
        let check = try executor.register(DurableTask("check") { (_: Int, _) -> LoopIteration<Int> in .again })
        await expectError(.invalidOption) {
            _ = try executor.register(.looping("loop", repeating: check, maxIterations: 0))
        }
    }
}
