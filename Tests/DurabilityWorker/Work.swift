import DurableExecutionStorage
import Foundation
import TypedSQL

/// Enqueues one tree after the other, waits for some, and runs whatever is stored.
struct Work<Database: SQLDatabase> {
    private let storage: SQLTaskExecutionsStorage<Database>
    private let members: [WorkMember]
    private let acknowledgements: Acknowledgements?

    /// - Parameter executors: How many; the more there are, the less often each looks for work.
    init(
        _ storage: SQLTaskExecutionsStorage<Database>, executors: Int = 1, lease: Duration = .milliseconds(500),
        crashingAt point: StorageCrashPoint? = nil, acknowledgements: Acknowledgements?
    ) async throws {
        self.storage = storage
        self.acknowledgements = acknowledgements
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .milliseconds(50 * executors)
        configuration.leaseDuration = lease
        configuration.maxConcurrentTaskExecutions = 200
        // Here it is the process that is killed, never the task's fault.
        configuration.maxRecoveries = 1_000_000
        try await insisting {
            try await storage.migrate()
            try await Self.makeTables(in: storage.database)
        }
        members = try (0..<executors).map { _ in
            let executor =
                if let point {
                    try DurableExecutor(storage: CrashingStorage(storage, at: point), configuration: configuration)
                } else {
                    try DurableExecutor(storage: storage, configuration: configuration)
                }
            return WorkMember(executor: executor, tasks: try WorkerTasks(executor, storage))
        }
    }

    /// Those of the bodies.
    private static func makeTables(in database: Database) async throws {
        try await database.transaction { connection in
            try await connection.excludeOthers()
            if try await connection.description(ofTable: runs.tableName) != nil { return }
            try await connection.run(ledger.createTable)
            try await connection.run(runs.createTable)
        }
    }

    /// Goes on until the process is killed, or asked to end.
    func run() async throws {
        try await start()
        let lanes = max(4, members.count)
        try await withThrowingTaskGroup { group in
            for lane in 0..<lanes {
                let member = members[lane % members.count]
                group.addTask {
                    var number = lane
                    while !EndRequest.isMade {
                        try await enqueueOne(number, with: member)
                        number += lanes
                    }
                }
            }
            try await group.waitForAll()
        }
        try await runToTheEnd()
    }

    /// Enqueues so many executions of one task, a hundred with each call, and runs until all have ended.
    func load(count: Int) async throws {
        try await start()
        try await withThrowingTaskGroup { group in
            for (index, member) in members.enumerated() {
                let share = (count + members.count - 1 - index) / members.count
                group.addTask {
                    for first in stride(from: 0, to: share, by: 100) {
                        try await enqueueMany(first..<min(first + 100, share), with: member)
                    }
                }
            }
            try await group.waitForAll()
        }
        try await runToTheEnd()
    }

    /// Runs until everything has ended and is closed.
    func finish() async throws {
        try await start()
        try await runToTheEnd()
    }

    private func start() async throws {
        for member in members { try await member.executor.start() }
    }

    private func enqueueOne(_ number: Int, with member: WorkMember) async throws {
        let tasks = member.tasks
        switch number % 10 {
        case 0: try await see(tasks.double, number, with: member)
        case 1: try await see(tasks.flaky, number, with: member)
        case 2: try await see(tasks.sum, number, with: member)
        case 3: try await see(tasks.signed, number, with: member)
        case 4: try await see(tasks.octuple, number, with: member)
        case 5: try await see(tasks.loop, number, with: member)
        case 6: try await wakeOne(number, with: member)
        case 7: try await cancelOne(number, with: member)
        case 8: try await enqueueMany(number..<(number + 20), with: member)
        default: try await enqueueTogether(number..<(number + 20), with: member)
        }
    }

    /// Each with a call of its own, all at the same time.
    private func enqueueTogether(_ numbers: Range<Int>, with member: WorkMember) async throws {
        try await withThrowingTaskGroup { group in
            for number in numbers { group.addTask { try await see(member.tasks.double, number, with: member) } }
            try await group.waitForAll()
        }
    }

    private func see<Output>(
        _ task: DurableTask<Int, Output>, _ number: Int, with member: WorkMember
    ) async throws {
        let handle = try await insisting { try await member.executor.enqueue(task, number) }
        acknowledgements?.add("enqueued", task.id, handle.executionID, "\(number)")
        _ = try await handle.result()
        acknowledgements?.add("ended", handle.executionID)
    }

    private func wakeOne(_ number: Int, with member: WorkMember) async throws {
        let approval = member.tasks.approval
        let (id, handle) = try await insisting {
            let id = SleepingTaskID("\(UUID())")
            return (id, try await member.executor.enqueue(approval, id))
        }
        acknowledgements?.add("asleep", approval.id, handle.executionID, "\(number)")
        if try await insisting({ try await member.executor.wake(approval, id, output: number) }) {
            acknowledgements?.add("enqueued", approval.id, handle.executionID, "\(number)")
        }
    }

    private func cancelOne(_ number: Int, with member: WorkMember) async throws {
        let sum = member.tasks.sum
        let handle = try await insisting { try await member.executor.enqueue(sum, number) }
        acknowledgements?.add("enqueued", sum.id, handle.executionID, "\(number)")
        acknowledgements?.add("cancelling", handle.executionID)
        try await insisting { try await handle.cancel() }
        acknowledgements?.add("cancelled", handle.executionID)
    }

    /// All or none, with one call.
    private func enqueueMany(_ numbers: Range<Int>, with member: WorkMember) async throws {
        let double = member.tasks.double
        let handles = try await insisting { try await member.executor.enqueue(double, inputs: numbers) }
        for (number, handle) in zip(numbers, handles) {
            acknowledgements?.add("enqueued", double.id, handle.executionID, "\(number)")
        }
        for handle in handles {
            _ = try await handle.result()
            acknowledgements?.add("ended", handle.executionID)
        }
    }

    /// What still sleeps is woken first.
    private func runToTheEnd() async throws {
        while true {
            let isOver = try await insisting {
                try await wakeAll()
                return try await unfinished() == 0
            }
            if isOver { break }
            try await Task.sleep(for: .milliseconds(20 * members.count))
        }
        for member in members { await member.executor.shutdown() }
    }

    private func wakeAll() async throws {
        var sleeping = TaskExecutionFilter()
        sleeping.isSleepingTask = true
        sleeping.isFinished = false
        for summary in try await storage.list(TaskExecutionQuery(filter: sleeping)).executions {
            if let id = summary.sleepingTaskUniqueID {
                _ = try await members[0].executor.wake(members[0].tasks.approval, SleepingTaskID(id), output: -1)
            }
        }
    }

    private func unfinished() async throws -> Int {
        let table = storage.table
        return try await storage.database.read { connection in
            try await connection.first(select(count()).from(table).where(ne(table.closeStatus, .closed))) ?? 0
        }
    }
}

/// One of the executors of a process, and the tasks that it knows.
struct WorkMember: Sendable {
    let executor: DurableExecutor
    let tasks: WorkerTasks
}
