import DurableExecution
import DurableExecutionTesting
import Synchronization
import Testing

@Suite struct CancellationReasonTests {
    let fixture = ExecutorFixture()

    /// A task whose body waits for its cancellation and notes the reason.
    private final class Probe: Sendable {
        let started = Counter()
        let cancelled = Counter()
        private let noted = Mutex<TaskCancellationReason?>(nil)

        var reason: TaskCancellationReason? { noted.withLock { $0 } }

        func task(timeout: Duration = .seconds(3600)) -> DurableTask<Int, Int> {
            DurableTask("a", options: TaskOptions(timeout: timeout)) { number, context in
                #expect(context.cancellationReason == nil)
                self.started.add()
                do { try await untilCancelled() } catch {
                    self.noted.withLock { $0 = context.cancellationReason }
                    self.cancelled.add()
                    throw error
                }
                return number
            }
        }
    }

    private func run(
        _ task: DurableTask<Int, Int>, _ probe: Probe,
        _ body: (DurableExecutor, TaskExecutionHandle<Int>) async throws -> Void
    ) async throws {
        let executor = try fixture.executor { $0.shutdownTimeout = .zero }
        try executor.register(task)
        try await executor.start()
        let handle = try await executor.enqueue(task, 1)
        await probe.started.reaches(1)
        try await body(executor, handle)
        await probe.cancelled.reaches(1)
        await executor.shutdown()
    }

    @Test func theExecutionWasCancelled() async throws {
        let probe = Probe()
        try await run(probe.task(), probe) { _, handle in try await handle.cancel() }
        #expect(probe.reason == .cancelled)
    }

    @Test func theTimeIsOver() async throws {
        let probe = Probe()
        let start = fixture.clock.now
        try await run(probe.task(timeout: .seconds(1)), probe) { _, _ in
            await fixture.advance(to: start + 1_000)
        }
        #expect(probe.reason == .timedOut)
    }

    @Test func theExecutorShutsDown() async throws {
        let probe = Probe()
        try await run(probe.task(), probe) { executor, _ in await executor.shutdown() }
        #expect(probe.reason == .shuttingDown)
    }

    @Test(arguments: [TaskExecutionStatus.running, .cancelled])
    func theLeaseCouldNotBeRenewed(status: TaskExecutionStatus) async throws {
        let probe = Probe()
        let start = fixture.clock.now
        try await run(probe.task(), probe) { _, handle in
            var update = TaskExecutionUpdate(updatedAt: fixture.clock.now)
            update.status = status
            update.executorID = .set("ex_other")
            _ = try await fixture.storage.base.update([
                TaskExecutionUpdateRequest(executionID: handle.executionID, update: update)
            ])
            await fixture.advance(to: start + 3_333)
        }
        #expect(probe.reason == (status == .running ? .takenOver : .cancelled))
    }
}
