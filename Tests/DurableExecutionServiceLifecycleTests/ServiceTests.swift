import DurableExecution
import DurableExecutionServiceLifecycle
import Logging
import ServiceLifecycle
import ServiceLifecycleTestKit
import Testing

@Suite struct ServiceTests {
    private let storage = InMemoryTaskExecutionsStorage()

    /// Opens once.
    private actor Gate {
        private var isOpen = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func open() {
            isOpen = true
            for continuation in waiting { continuation.resume() }
            waiting = []
        }

        func wait() async {
            if !isOpen { await withCheckedContinuation { waiting.append($0) } }
        }
    }

    @Test func executionsRunUntilTheShutdownAndTheRunningOneIsFinished() async throws {
        let executor = try DurableExecutor(storage: storage)
        let (started, released) = (Gate(), Gate())
        let task = try executor.register(
            DurableTask("a") { (number: Int, _) in
                await started.open()
                await released.wait()
                return number + 1
            }
        )
        let executionID = try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await DurableExecutorService(executor).run() }
                let handle = try await executor.enqueue(task, 1)
                await started.wait()
                trigger.triggerGracefulShutdown()
                await released.open()
                try await group.waitForAll()
                return handle.executionID
            }
        }
        let stored = try await DurableExecutor(storage: storage).storedExecution(executionID)
        #expect(stored.status == .completed)
        #expect(stored.output == "2")
    }

    @Test func aCancelledServiceIsShutDownToo() async throws {
        let executor = try DurableExecutor(storage: storage)
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        let service = Task { try await executor.run() }
        _ = try await executor.enqueue(task, 1).result()
        service.cancel()
        try await service.value
        await #expect(throws: DurableExecutionError.self) { try await executor.enqueue(task, 1) }
    }

    @Test func anExecutorIsOneOfTheServicesOfAGroup() async throws {
        let executor = try DurableExecutor(storage: storage)
        let group = ServiceGroup(
            services: [DurableExecutorService(executor)],
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        let running = Task { try await group.run() }
        _ = try await executor.enqueue(task, 1).result()
        await group.triggerGracefulShutdown()
        try await running.value
        await #expect(throws: DurableExecutionError.self) { try await executor.enqueue(task, 1) }
    }

    @Test func anExecutorThatWasShutDownDoesNotRunAgain() async throws {
        let executor = try DurableExecutor(storage: storage)
        await executor.shutdown()
        await #expect(throws: DurableExecutionError.self) { try await executor.run() }
    }
}

extension DurableExecutor {
    /// The execution of the task `a` as it is stored.
    fileprivate func storedExecution(_ executionID: String) async throws -> TaskExecution {
        let task = try register(DurableTask("a") { (number: Int, _) in number })
        return try await handle(for: task, executionID: executionID).snapshot()
    }
}
