import DurableExecution
import DurableExecutionTesting
import Testing

/// Sequences whose moves the executor of the TypeScript package `durable-execution` makes in turns with this one.
@Suite struct SharedSequenceTests {
    let fixture = ExecutorFixture()

    private func chain(in executor: DurableExecutor) throws -> DurableTask<Int, Int> {
        let add = try executor.register(DurableTask("add") { (number: Int, _) in number + 1 })
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        return try executor.register(.sequential("chain", add.then(double).then(add)))
    }

    /// A sequence that the other executor has begun: all steps are listed, those that do not exist yet under the id `dummy`.
    private func rows(_ tasks: [String], finished: Int, output: String) -> [TaskExecution] {
        let now = fixture.clock.now
        var parent = TaskExecution(
            taskID: "chain", executionID: "chain", timeoutMs: 30_000, areChildrenSequential: true, input: "1", now: now
        )
        parent.status = .waitingForChildren
        parent.runOutput = "null"
        parent.children = tasks.enumerated().map { index, task in
            TaskExecutionReference(taskID: task, executionID: index < finished ? "step \(index)" : "dummy")
        }
        let steps = (0..<finished).map { index in
            var step = TaskExecution(
                root: TaskExecutionReference(taskID: "chain", executionID: "chain"),
                parent: ParentTaskExecutionReference(
                    taskID: "chain", executionID: "chain", indexInParentChildren: index
                ),
                taskID: tasks[index], executionID: "step \(index)", timeoutMs: 1_000, input: "1", now: now
            )
            step.status = .completed
            step.isFinished = true
            step.finishedAt = now
            step.output = output
            step.closeStatus = .closed
            return step
        }
        return [parent] + steps
    }

    @Test(arguments: [(1, "2", "5"), (2, "4", "5"), (3, "5", "5")])
    func aSequenceThatTheOtherExecutorHasBegunGoesOn(finished: Int, output: String, end: String) async throws {
        let executor = try fixture.executor()
        let chain = try chain(in: executor)
        try await fixture.storage.insert(rows(["add", "double", "add"], finished: finished, output: output))
        try await executor.start()
        let result = try await executor.handle(for: chain, executionID: "chain").result()
        #expect("\(result)" == end)
        let row = try await fixture.storage.stored("chain")
        #expect(row.children?.map(\.taskID) == ["add", "double", "add"])
        #expect(row.children?.contains { $0.executionID == "dummy" } == false)
        await executor.shutdown()
    }

    @Test func theStepsToComeAreListedFromTheBeginningSoThatTheOtherExecutorFindsThem() async throws {
        let executor = try fixture.executor()
        let (started, gate) = (Counter(), Gate())
        let add = try executor.register(DurableTask("add") { (number: Int, _) in number + 1 })
        let wait = try executor.register(
            DurableTask("wait") { (number: Int, _) in
                started.add()
                await gate.wait()
                return number
            }
        )
        let chain = try executor.register(.sequential("chain", add.then(wait).then(add)))
        try await executor.start()
        let handle = try await executor.enqueue(chain, 1)
        await started.reaches(1)
        let children = try #require(try await handle.snapshot().children)
        #expect(children.map(\.taskID) == ["add", "wait", "add"])
        #expect(children.map { $0.executionID == "dummy" } == [false, false, true])
        gate.open()
        #expect(try await handle.result() == 3)
        await executor.shutdown()
    }

    @Test func aSequenceThatPlansOtherStepsFailsAndSaysSo() async throws {
        let executor = try fixture.executor()
        let chain = try chain(in: executor)
        try await fixture.storage.insert(rows(["add", "halve", "add"], finished: 1, output: "2"))
        try await executor.start()
        let end = try await executor.handle(for: chain, executionID: "chain").wait()
        #expect(end.status == .finalizeFailed)
        #expect(end.error?.message.contains("planned as the task “halve”") == true)
        await executor.shutdown()
    }
}
