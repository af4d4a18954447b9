import DurableExecution
import DurableExecutionTesting
import Testing

/// What an unfinished loop keeps of its iterations.
@Suite struct LoopRetentionTests {
    @Test func aLoopKeepsItsLastIterations() async throws {
        let storage = InMemoryTaskExecutionsStorage()
        var configuration = DurableExecutor.Configuration()
        configuration.retention = RetentionPolicy(loopIterations: 10)
        let executor = try DurableExecutor(storage: storage, configuration: configuration)
        let (reached, gate) = (Counter(), Gate())
        let part = try executor.register(DurableTask("part") { (number: Int, _) in number })
        let check: DurableTask<Int, LoopIteration<Int>> = .parent("check") { (number: Int, context) in
            if context.indexInParent == 300 {
                reached.add()
                await gate.wait()
            }
            return FanOut(context.indexInParent ?? 0, children: [part.child(number)])
        } finalize: { (result, _) -> LoopIteration<Int> in
            result.output == 300 ? .done(result.output) : .again
        }
        try executor.register(check)
        let loop = try executor.register(.looping("loop", repeating: check, maxIterations: 1_000))
        try await executor.start()
        let handle = try await executor.enqueue(loop, 0)
        await reached.reaches(1)
        // It is still going on. Those that go are deleted meanwhile.
        while await storage.children(ofExecutions: [handle.executionID])[0].count > 20 { await Task.yield() }
        let kept = await storage.children(ofExecutions: [handle.executionID])[0]
        #expect(kept.last?.parent?.indexInParentChildren == 300)
        #expect(kept.count >= 10)
        #expect(await storage.counts(TaskExecutionFilter()).total <= 1 + 2 * kept.count)
        gate.open()
        #expect(try await handle.result() == .success(300))
        await executor.shutdown()
    }

    @Test func iterationsThatAreNotOverAndTheLastOnesStay() async throws {
        let storage = InMemoryTaskExecutionsStorage()
        var executions = [TaskExecution(taskID: "loop", executionID: "loop", timeoutMs: 1, input: "1", now: 0)]
        for index in 0..<10 {
            var iteration = TaskExecution(
                root: TaskExecutionReference(taskID: "loop", executionID: "loop"),
                parent: ParentTaskExecutionReference(
                    taskID: "loop", executionID: "loop", indexInParentChildren: index
                ),
                taskID: "check", executionID: "i\(index)", timeoutMs: 1, input: "1", now: 0
            )
            iteration.status = .completed
            iteration.isFinished = true
            iteration.finishedAt = 0
            iteration.closeStatus = index == 3 ? .ready : .closed
            executions.append(iteration)
        }
        try await storage.insert(executions)
        #expect(try await storage.deleteFinishedIterations(ofLoop: "loop", before: 6, limit: 2) == 2)
        #expect(try await storage.deleteFinishedIterations(ofLoop: "loop", before: 6, limit: 100) == 3)
        #expect(try await storage.deleteFinishedIterations(ofLoop: "loop", before: 6, limit: 100) == 0)
        let kept = await storage.children(ofExecutions: ["loop"])[0].map(\.executionID)
        #expect(kept == ["i3", "i6", "i7", "i8", "i9"])
    }
}
