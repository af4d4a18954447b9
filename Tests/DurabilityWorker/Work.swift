import DurableExecutionStorage
import Foundation

/// Enqueues one tree after the other, waits for some, and runs whatever is stored.
struct Work<Database: SQLDatabase> {
    private let storage: SQLTaskExecutionsStorage<Database>
    private let executor: DurableExecutor
    private let tasks: WorkerTasks
    private let acknowledgements: Acknowledgements?

    init(
        _ storage: SQLTaskExecutionsStorage<Database>, crashingAt point: StorageCrashPoint?,
        acknowledgements: Acknowledgements?
    ) async throws {
        self.storage = storage
        self.acknowledgements = acknowledgements
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .milliseconds(50)
        configuration.leaseDuration = .milliseconds(500)
        // Here it is the process that is killed, never the task's fault.
        configuration.maxRecoveries = 1_000_000
        try await storage.migrate()
        try await storage.database.transaction { connection in
            _ = try await connection.run("create table if not exists ledger (execution_id text not null)")
        }
        executor =
            if let point {
                try DurableExecutor(storage: CrashingStorage(storage, at: point), configuration: configuration)
            } else {
                try DurableExecutor(storage: storage, configuration: configuration)
            }
        tasks = try WorkerTasks(executor, storage)
    }

    /// Goes on until the process is killed.
    func run() async throws {
        try await executor.start()
        try await withThrowingTaskGroup { group in
            for lane in 0..<4 {
                group.addTask { for number in 0... { try await enqueueOne(lane + number * 4) } }
            }
            try await group.waitForAll()
        }
    }

    private func enqueueOne(_ number: Int) async throws {
        switch number % 9 {
        case 0: try await see(tasks.double, number)
        case 1: try await see(tasks.flaky, number)
        case 2: try await see(tasks.sum, number)
        case 3: try await see(tasks.signed, number)
        case 4: try await see(tasks.octuple, number)
        case 5: try await see(tasks.loop, number)
        case 6: try await wakeOne(number)
        case 7: try await cancelOne(number)
        default: try await enqueueMany(number)
        }
    }

    private func see<Output>(_ task: DurableTask<Int, Output>, _ number: Int) async throws {
        let handle = try await executor.enqueue(task, number)
        acknowledgements?.add("enqueued", task.id, handle.executionId, "\(number)")
        _ = try await handle.result()
        acknowledgements?.add("ended", handle.executionId)
    }

    private func wakeOne(_ number: Int) async throws {
        let id = SleepingTaskId("\(UUID())")
        let handle = try await executor.enqueue(tasks.approval, id)
        acknowledgements?.add("asleep", tasks.approval.id, handle.executionId, "\(number)")
        if try await executor.wake(tasks.approval, id, output: number) {
            acknowledgements?.add("enqueued", tasks.approval.id, handle.executionId, "\(number)")
        }
    }

    private func cancelOne(_ number: Int) async throws {
        let handle = try await executor.enqueue(tasks.sum, number)
        acknowledgements?.add("enqueued", tasks.sum.id, handle.executionId, "\(number)")
        acknowledgements?.add("cancelling", handle.executionId)
        try await handle.cancel()
        acknowledgements?.add("cancelled", handle.executionId)
    }

    /// All or none, with one call.
    private func enqueueMany(_ number: Int) async throws {
        let handles = try await executor.enqueue(tasks.double, inputs: number..<(number + 20))
        for (index, handle) in handles.enumerated() {
            acknowledgements?.add("enqueued", tasks.double.id, handle.executionId, "\(number + index)")
        }
        for handle in handles { _ = try await handle.result() }
    }

    /// Runs until everything has ended and is closed. What still sleeps is woken first.
    func finish() async throws {
        try await executor.start()
        while true {
            var sleeping = TaskExecutionFilter()
            sleeping.isSleepingTask = true
            sleeping.isFinished = false
            for summary in try await storage.list(TaskExecutionQuery(filter: sleeping)).executions {
                if let id = summary.sleepingTaskUniqueId {
                    _ = try await executor.wake(tasks.approval, SleepingTaskId(id), output: -1)
                }
            }
            if try await unfinished() == 0 { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        await executor.shutdown()
    }

    private func unfinished() async throws -> Int {
        let table = storage.table
        return try await storage.database.read { connection in
            try await connection.first(select(count()).from(table).where(ne(table.closeStatus, .closed))) ?? 0
        }
    }
}
