import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct SequentialTaskTests {
    let fixture = ExecutorFixture()

    @Test func eachStepGetsTheOutputOfTheOneBefore() async throws {
        let executor = try fixture.executor()
        let count = try executor.register(DurableTask("count") { (text: String, _) in text.count })
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let describe = try executor.register(DurableTask("describe") { (number: Int, _) in "<\(number)>" })
        let chain = try executor.register(.sequential("chain", count.then(double).then(double).then(describe)))
        try await executor.start()
        let handle = try await executor.enqueue(chain, "abc")
        #expect(try await handle.result() == "<12>")
        let row = try await handle.snapshot()
        #expect(row.areChildrenSequential)
        #expect(row.children?.map(\.taskID) == ["count", "double", "double", "describe"])
        #expect(row.activeChildrenCount == 0)
        let children = try await fixture.storage.base.children(ofExecutions: [row.executionID])[0]
        #expect(children.map(\.parent?.indexInParentChildren) == [0, 1, 2, 3])
        #expect(children.map(\.input) == [#""abc""#, "3", "6", "12"])
        await executor.shutdown()
    }

    @Test func aStepThatFailsEndsTheChain() async throws {
        let executor = try fixture.executor()
        let ran = Counter()
        let fail = try executor.register(
            DurableTask("fail", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) { (_: Int, _) -> Int in
                throw TaskExecutionError(message: "broken")
            }
        )
        let never = try executor.register(DurableTask("never") { (number: Int, _) in ran.add(number) })
        let chain = try executor.register(.sequential("chain", fail.then(never)))
        try await executor.start()
        let handle = try await executor.enqueue(chain, 1)
        let end = try await handle.wait()
        #expect(end.status == .finalizeFailed)
        #expect(end.error?.message.hasSuffix("ended as failed: broken") == true)
        #expect(ran.value == 0)
        #expect(try await handle.snapshot().children?.map(\.executionID).last == "dummy")
        await executor.shutdown()
    }

    @Test func parentsAndChainsAndSleepingTasksCanBeSteps() async throws {
        let executor = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let twice = try executor.register(.sequential("twice", double.then(double)))
        let sum = try executor.register(
            .parent("sum") { (number: Int, _) in
                FanOut(children: (0..<number).map { twice.child($0) })
            } finalize: { (result, _) in
                try result.outputs(of: twice).reduce(0, +)
            }
        )
        let name = try executor.register(DurableTask("name") { (number: Int, _) in SleepingTaskID("id of \(number)") })
        let answer = try executor.register(.sleeping("answer", output: String.self, timeout: .seconds(60)))
        let chain = try executor.register(.sequential("chain", twice.then(sum).then(name).then(answer)))
        try await executor.start()
        let handle = try await executor.enqueue(chain, 1)
        while try await fixture.storage.get(sleepingTaskUniqueIDs: ["id of 24"])[0] == nil { await Task.yield() }
        try await executor.wake(answer, "id of 24", output: "yes")
        #expect(try await handle.result() == "yes")
        await executor.shutdown()
    }

    @Test func theChainGoesOnWhereItWasWhenItsProcessDied() async throws {
        let executor = try fixture.executor()
        let (started, gate) = (Counter(), Gate())
        let first = try executor.register(
            DurableTask("first") { (number: Int, _) in
                started.add()
                await gate.wait()
                return number + 1
            }
        )
        let second = try executor.register(DurableTask("second") { (number: Int, _) in 10 * number })
        let chain = try executor.register(.sequential("chain", first.then(second)))
        try await executor.start()
        let handle = try await executor.enqueue(chain, 1)
        await started.reaches(1)
        // From here on nothing that this executor says of the chain is stored any more.
        fixture.storage.refuse(handle.executionID)
        gate.open()
        while try await handle.snapshot().childrenFinishedProcessingStatus != .processing { await Task.yield() }

        let other = try DurableExecutor(storage: fixture.storage.base, clock: fixture.clock)
        try other.register(first)
        try other.register(second)
        try other.register(chain)
        try await other.start()
        try await fixture.drive { try await handle.snapshot().isFinished }
        #expect(try await other.handle(for: chain, executionID: handle.executionID).result() == 20)
        #expect(started.value == 1)
        #expect(try await fixture.storage.base.children(ofExecutions: [handle.executionID])[0].count == 2)
        try await fixture.drive(shutdownOf: executor)
        await other.shutdown()
    }

    @Test func theStepsHaveToBeRegisteredBefore() async throws {
        let executor = try fixture.executor()
        let double = DurableTask("double") { (number: Int, _) in 2 * number }
        await expectError(.taskNotRegistered) {
            _ = try executor.register(.sequential("chain", double.then(double)))
        }
    }

    @Test func anOutputThatIsTooLargeForAnInputEndsTheChain() async throws {
        let executor = try fixture.executor { $0.maxInputBytes = 20 }
        let long = try executor.register(
            DurableTask("long") { (number: Int, _) in String(repeating: "x", count: number) })
        let count = try executor.register(DurableTask("count") { (text: String, _) in text.count })
        let chain = try executor.register(.sequential("chain", long.then(count)))
        try await executor.start()
        #expect(try await executor.enqueue(chain, 18).result() == 18)
        #expect(try await executor.enqueue(chain, 19).wait().status == .finalizeFailed)
        await executor.shutdown()
    }
}
