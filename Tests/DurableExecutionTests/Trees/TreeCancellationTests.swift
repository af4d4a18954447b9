import DurableExecution
import DurableExecutionTesting
import Foundation
import Synchronization
import Testing

@Suite struct TreeCancellationTests {
    let fixture = ExecutorFixture()

    @Test func cancellingAParentCancelsTheWholeTreeAndNeverRunsItsFinalize() async throws {
        let executor = try fixture.executor()
        let (started, cancelled, finalized) = (Counter(), Counter(), Counter())
        let reasons = Mutex<[TaskCancellationReason?]>([])
        let leaf = try executor.register(
            DurableTask("leaf") { (number: Int, context) -> Int in
                started.add()
                do { try await untilCancelled() } catch {
                    reasons.withLock { $0.append(context.cancellationReason) }
                    cancelled.add()
                }
                return number
            }
        )
        let later = try executor.register(
            DurableTask("later", options: TaskOptions(delay: .seconds(99))) { (number: Int, _) in number })
        let asleep = try executor.register(.sleeping("asleep", output: Int.self, timeout: .seconds(99)))
        let done = try executor.register(DurableTask("done") { (number: Int, _) in number })
        let branch = try executor.register(
            .parent("branch") { (number: Int, _) in
                FanOut(
                    children: [
                        leaf.child(number), later.child(number), asleep.child(SleepingTaskID("\(number)")),
                        done.child(number),
                    ]
                )
            } finalize: { (_, _) in
                finalized.add()
            }
        )
        let root = try executor.register(
            .parent("root") { (number: Int, _) in
                FanOut(children: (0..<number).map { branch.child($0) })
            } finalize: { (_, _) in
                finalized.add()
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(root, 3)
        await started.reaches(3)
        while try await tree(handle.executionID).count(where: { $0.status == .completed }) < 3 { await Task.yield() }
        try await handle.cancel()
        #expect(try await handle.wait().status == .cancelled)
        await cancelled.reaches(3)
        let all = try await closedTree(handle.executionID)
        #expect(all.count == 16)
        #expect(all.filter { $0.taskID == "done" }.allSatisfy { $0.status == .completed })
        #expect(all.filter { $0.taskID != "done" }.allSatisfy { $0.status == .cancelled })
        #expect(all.allSatisfy { $0.activeChildrenCount == 0 })
        #expect(finalized.value == 0)
        #expect(reasons.withLock { $0 } == [.cancelled, .cancelled, .cancelled])
        await executor.shutdown()
    }

    @Test func theBodiesOfAnotherProcessAreCancelledWithinItsPollInterval() async throws {
        let runner = try fixture.executor(pollInterval: .milliseconds(1000))
        let (started, cancelled) = (Counter(), Counter())
        let leaf = try runner.register(
            DurableTask("leaf") { (number: Int, _) -> Int in
                started.add()
                do { try await untilCancelled() } catch { cancelled.add() }
                return number
            }
        )
        let root = try runner.register(
            .parent("root") { (number: Int, _) in
                FanOut(children: (0..<number).map { leaf.child($0) })
            }
        )
        try await runner.start()
        let start = fixture.clock.now
        let handle = try await runner.enqueue(root, 5)
        await started.reaches(5)
        let other = try fixture.executor()
        try await other.handle(for: root, executionID: handle.executionID).cancel()
        await fixture.advance(to: start + 1000)
        await cancelled.reaches(5)
        #expect(try await closedTree(handle.executionID).allSatisfy { $0.status == .cancelled })
        await runner.shutdown()
        await other.shutdown()
    }

    @Test func theFinalizeFunctionOfAnotherProcessIsCancelledWithinItsPollInterval() async throws {
        let runner = try fixture.executor(pollInterval: .milliseconds(1000))
        let (started, cancelled) = (Counter(), Counter())
        let leaf = try runner.register(DurableTask("leaf") { (number: Int, _) in number })
        let root = try runner.register(
            .parent("root") { (number: Int, _) in
                FanOut(children: [leaf.child(number)])
            } finalize: { (_, context) -> Int in
                started.add()
                do { try await untilCancelled() } catch {
                    if context.cancellationReason == .cancelled { cancelled.add() }
                }
                return 1
            }
        )
        try await runner.start()
        let start = fixture.clock.now
        let handle = try await runner.enqueue(root, 5)
        await started.reaches(1)
        try await fixture.storage.cancel(
            executionID: handle.executionID, now: Date(timeIntervalSince1970: Double(start) / 1_000))
        await fixture.advance(to: start + 1000)
        await cancelled.reaches(1)
        let row = try #require(try await closedTree(handle.executionID).first)
        #expect(row.status == .cancelled)
        #expect(row.childrenFinishedProcessingExpiresAt == nil)
        #expect(!row.needsCancellation)
        await runner.shutdown()
    }

    @Test func aParentThatIsCancelledWhileItsFinalizeTaskRunsCancelsThat() async throws {
        let executor = try fixture.executor()
        let (started, cancelled) = (Counter(), Counter())
        let child = try executor.register(DurableTask("child") { (number: Int, _) in number })
        let finalize = try executor.register(
            DurableTask("finalize") { (_: ParentResult<NoValue>, _) -> Int in
                started.add()
                do { try await untilCancelled() } catch { cancelled.add() }
                return 1
            }
        )
        let root = try executor.register(
            .parent("root", finalize: finalize) { (number: Int, _) in
                FanOut(children: [child.child(number)])
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(root, 5)
        await started.reaches(1)
        #expect(try await handle.snapshot().status == .waitingForFinalize)
        try await handle.cancel()
        await cancelled.reaches(1)
        let all = try await closedTree(handle.executionID)
        #expect(all.filter { $0.status == .cancelled }.count == 2)
        #expect(all[0].activeChildrenCount == 0)
        await executor.shutdown()
    }

    @Test func aFinalizeFunctionIsCancelledWithItsParent() async throws {
        let executor = try fixture.executor()
        let (started, cancelled) = (Counter(), Counter())
        let root = try executor.register(
            .parent("root") { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (_, context) -> Int in
                started.add()
                do { try await untilCancelled() } catch {
                    #expect(context.cancellationReason == .cancelled)
                    cancelled.add()
                }
                return 1
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(root, 5)
        await started.reaches(1)
        try await handle.cancel()
        await cancelled.reaches(1)
        await executor.shutdown()
        let row = try await handle.snapshot()
        #expect(row.status == .cancelled)
        #expect(row.output == nil)
        #expect(row.childrenFinishedProcessingExpiresAt == nil)
    }

    @Test func aChildThatIsCancelledByItselfCountsAsFinished() async throws {
        let executor = try fixture.executor()
        let asleep = try executor.register(.sleeping("asleep", output: Int.self, timeout: .seconds(99)))
        let root = try executor.register(
            .parent("root") { (number: Int, _) in
                FanOut(number, children: (0..<number).map { asleep.child(SleepingTaskID("\($0)")) })
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(root, 3)
        while try await handle.snapshot().status != .waitingForChildren { await Task.yield() }
        let children = try await fixture.storage.base.children(ofExecutions: [handle.executionID])[0]
        try await executor.wake(asleep, "0", output: 0)
        try await executor.handle(for: asleep, executionID: children[1].executionID).cancel()
        try await executor.wake(asleep, "2", error: TaskExecutionError(message: "no"))
        #expect(try await handle.result().children.map(\.status) == [.completed, .cancelled, .failed])
        #expect(try await handle.snapshot().activeChildrenCount == 0)
        await executor.shutdown()
    }

    @Test func whoWaitsForAChildThatIsReadyLearnsOfItsCancellationWithoutAPoll() async throws {
        let executor = try fixture.executor()
        let later = try executor.register(
            DurableTask("later", options: TaskOptions(delay: .seconds(99))) { (number: Int, _) in number })
        let root = try executor.register(
            .parent("root") { (number: Int, _) in
                FanOut(children: [later.child(number)])
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(root, 1)
        while try await handle.snapshot().status != .waitingForChildren { await Task.yield() }
        let id = try #require(try await handle.snapshot().children?.first?.executionID)
        let child = executor.handle(for: later, executionID: id)
        let looks = fixture.storage.calls(.get)
        async let end = child.wait()
        await fixture.storage.called(.get, times: looks + 1)
        try await handle.cancel()
        #expect(try await end.status == .cancelled)
        await executor.shutdown()
    }

    private func tree(_ executionID: String) async throws -> [TaskExecution] {
        var all = [try await fixture.storage.stored(executionID)]
        var level = all
        while !level.isEmpty {
            level = try await fixture.storage.base.children(ofExecutions: level.map(\.executionID)).flatMap { $0 }
            all += level
        }
        return all
    }

    /// The execution and all below it, once all of them are closed.
    private func closedTree(_ executionID: String) async throws -> [TaskExecution] {
        while true {
            let all = try await tree(executionID)
            if all.allSatisfy({ $0.closeStatus == .closed }) { return all }
            await Task.yield()
        }
    }
}
