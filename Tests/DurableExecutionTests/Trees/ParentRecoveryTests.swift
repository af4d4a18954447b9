import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct ParentRecoveryTests {
    let fixture = ExecutorFixture()

    @Test func aParentThatADeadExecutorHadTakenOnIsTakenOverWithinTwoLeases() async throws {
        let executor = try fixture.executor()
        let parent = try executor.register(
            .parent("parent") { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (result, _) in
                result.output + 1
            }
        )
        var row = TaskExecution(
            taskID: "parent", executionID: "te_left", timeoutMs: 60_000, input: "7", now: fixture.clock.now
        )
        row.status = .waitingForChildren
        row.runOutput = "7"
        row.children = []
        row.childrenFinishedProcessingStatus = .processing
        row.childrenFinishedProcessingExpiresAt = fixture.clock.now + 9_999
        try await fixture.storage.insert([row])
        try await executor.start()
        let start = fixture.clock.now
        // The recovery has looked for the first time, so that the second comes after one lease.
        await fixture.storage.called(.updateAndReturn, times: 6)
        let handle = executor.handle(for: parent, executionID: "te_left")
        for time in [3_333, 6_666, 9_999, 10_000] as [Int64] {
            #expect(try await handle.snapshot().status == .waitingForChildren)
            await fixture.advance(to: start + time)
        }
        #expect(try await handle.result() == 8)
        await executor.shutdown()
    }

    @Test func theLeaseOfAFinalizeFunctionIsRenewed() async throws {
        let executor = try fixture.executor()
        let (started, gate) = (Counter(), Gate())
        let parent = try executor.register(
            .parent("parent") { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (result, _) in
                started.add()
                await gate.wait()
                return result.output
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(parent, 7)
        await started.reaches(1)
        for time in [3_333, 6_666, 9_999, 13_332, 16_665] as [Int64] {
            try await fixture.renewLease(
                of: handle.executionID, by: executor, at: start + time, \.childrenFinishedProcessingExpiresAt
            )
        }
        gate.open()
        #expect(try await handle.result() == 7)
        #expect(started.value == 1)
        await executor.shutdown()
    }

    @Test func aFinalizeFunctionTimesOut() async throws {
        let executor = try fixture.executor()
        let (started, cancelled) = (Counter(), Counter())
        let parent = try executor.register(
            .parent("parent", options: TaskOptions(timeout: .milliseconds(500))) { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (result, context) -> Int in
                started.add()
                do { try await untilCancelled() } catch {
                    #expect(context.cancellationReason == .timedOut)
                    cancelled.add()
                }
                return result.output
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(parent, 7)
        await started.reaches(1)
        await fixture.advance(to: start + 500)
        let end = try await handle.wait()
        #expect(end.status == .finalizeFailed)
        #expect(end.error?.kind == .timedOut)
        await cancelled.reaches(1)
        await executor.shutdown()
    }

    @Test func aFinalizeFunctionThatAShutdownCancelsRunsElsewhere() async throws {
        let executor = try fixture.executor { $0.shutdownTimeout = .zero }
        let started = Counter()
        let parent = try executor.register(
            .parent("parent") { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (result, context) in
                if started.add() == 1 {
                    do { try await untilCancelled() } catch {
                        #expect(context.cancellationReason == .shuttingDown)
                        throw error
                    }
                }
                return result.output
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 7)
        await started.reaches(1)
        await executor.shutdown()
        #expect(try await handle.snapshot().childrenFinishedProcessingStatus == .idle)
        let other = try fixture.executor()
        try other.register(parent)
        try await other.start()
        #expect(try await other.handle(for: parent, executionID: handle.executionID).result() == 7)
        await other.shutdown()
    }

    @Test func errorsOfTheStorageDoNotLoseAParent() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(100))
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let chain = try executor.register(.sequential("chain", double.then(double).then(double)))
        let parent = try executor.register(
            .parent("parent") { (count: Int, _) in
                FanOut(children: (0..<count).map { chain.child($0) })
            } finalize: { (result, _) in
                try result.outputs(of: chain).reduce(0, +)
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 10)
        for operation in [.get, .update, .updateAndReturn, .updateAndDecrementParents] as [ProbedStorage.Operation] {
            fixture.storage.failNext(operation, times: 2)
        }
        try await fixture.drive { try await fixture.storage.stored(handle.executionID).isFinished }
        #expect(try await handle.result() == 360)
        await executor.shutdown()
    }

    @Test func aParentWhoseTaskIsUnknownFails() async throws {
        let executor = try fixture.executor()
        var row = TaskExecution(
            taskID: "unknown", executionID: "te_left", timeoutMs: 60_000, input: "7", now: fixture.clock.now
        )
        row.status = .waitingForChildren
        try await fixture.storage.insert([row])
        try await executor.start()
        while try await fixture.storage.stored("te_left").status != .finalizeFailed { await Task.yield() }
        #expect(try await fixture.storage.stored("te_left").error?.kind == .notFound)
        await executor.shutdown()
    }

    @Test func aChildThatCanNotBeReadFailsItsOwnParentOnly() async throws {
        let executor = try fixture.executor()
        let parent = try executor.register(
            .parent("parent") { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (result, _) in
                result.output + result.children.count
            }
        )
        let rows = ["te_1", "te_2", "te_3"].map { id in
            var row = TaskExecution(
                taskID: "parent", executionID: id, timeoutMs: 60_000, input: "7", now: fixture.clock.now
            )
            row.status = .waitingForChildren
            row.runOutput = "7"
            return row
        }
        let children = rows.map { row in
            var child = TaskExecution(
                parent: ParentTaskExecutionReference(taskID: "parent", executionID: row.executionID), taskID: "child",
                executionID: "child of \(row.executionID)", timeoutMs: 60_000, input: "7", now: fixture.clock.now
            )
            child.status = .completed
            child.isFinished = true
            child.closeStatus = .closed
            return child
        }
        try await fixture.storage.insert(rows + children)
        fixture.storage.makeUnreadable("child of te_2")
        try await executor.start()
        #expect(try await executor.handle(for: parent, executionID: "te_1").result() == 8)
        #expect(try await executor.handle(for: parent, executionID: "te_3").result() == 8)
        let end = try await executor.handle(for: parent, executionID: "te_2").wait()
        #expect(end.status == .finalizeFailed)
        #expect(end.error?.message.contains("child of te_2") == true)
        await executor.shutdown()
    }

    @Test func aParentThatCanNotBeReadIsSetAside() async throws {
        let executor = try fixture.executor()
        var row = TaskExecution(
            taskID: "parent", executionID: "te_left", timeoutMs: 60_000, input: "7", now: fixture.clock.now
        )
        row.status = .waitingForChildren
        try await fixture.storage.insert([row])
        fixture.storage.makeUnreadable("te_left")
        try await executor.start()
        while try await fixture.storage.stored("te_left").status != .finalizeFailed { await Task.yield() }
        await executor.shutdown()
    }

    @Test func aParentDoesNotWaitForAFinalizeTaskThatCanNotBeRead() async throws {
        let executor = try fixture.executor()
        let finalize = TaskExecutionReference(taskID: "finalize", executionID: "te_finalize")
        var parent = TaskExecution(
            taskID: "parent", executionID: "te_parent", timeoutMs: 60_000, input: "7", now: fixture.clock.now
        )
        parent.status = .waitingForFinalize
        parent.childrenFinishedProcessingStatus = .processed
        parent.finalize = finalize
        let reference = ParentTaskExecutionReference(
            taskID: "parent", executionID: "te_parent", isOnlyChildOfParent: true, isFinalizeOfParent: true
        )
        let child = TaskExecution(
            root: TaskExecutionReference(taskID: "parent", executionID: "te_parent"), parent: reference,
            taskID: finalize.taskID, executionID: finalize.executionID, timeoutMs: 60_000, input: "7",
            now: fixture.clock.now
        )
        try await fixture.storage.insert([parent, child])
        fixture.storage.makeUnreadable("te_finalize")
        try await executor.start()
        while try await fixture.storage.stored("te_parent").status != .finalizeFailed { await Task.yield() }
        let end = try await fixture.storage.stored("te_parent")
        #expect(end.error?.message.contains("te_finalize") == true)
        #expect(end.activeChildrenCount == 0)
        await executor.shutdown()
    }
}
