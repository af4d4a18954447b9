import DurableExecutionStorage
import Foundation

/// One task of each kind. Their outputs follow from their inputs, however often a process died in between.
struct WorkerTasks: Sendable {
    /// Doubles, and ends itself together with its row in the ledger.
    let double: DurableTask<Int, Int>
    /// Fails at its first attempt.
    let flaky: DurableTask<Int, Int>
    /// Three children and a finalize function.
    let sum: DurableTask<Int, Int>
    /// Three children and a finalize task.
    let signed: DurableTask<Int, Int>
    /// A child after the other.
    let octuple: DurableTask<Int, Int>
    let loop: DurableTask<Int, LoopResult<Int>>
    let approval: DurableTask<SleepingTaskID, Int>

    struct FirstAttempt: Error {}

    init<Database: SQLDatabase>(_ executor: DurableExecutor, _ storage: SQLTaskExecutionsStorage<Database>) throws {
        // A body that takes some time is more often killed than one that does not.
        let double = try executor.task("double") { (number: Int, context) in
            try await Self.note(context, in: storage.database)
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...5)))
            return try await insisting {
                try await storage.database.transaction { connection in
                    try await connection.run(insert(ledger).values { $0.executionID = context.executionID })
                    return try await storage.on(connection).complete(context, with: 2 * number)
                }
            }
        }
        self.double = double
        flaky = try executor.task("flaky", retry: TaskRetryOptions(maxAttempts: 1_000, baseDelayMs: 5)) {
            (number: Int, context) in
            if context.attempt == 0 { throw FirstAttempt() }
            return number + 1
        }
        sum = try executor.parentTask("sum") { (number: Int, context) in
            FanOut(children: (0..<3).map { double.child(number + $0) })
        } finalize: { (parent, context) in
            try parent.outputs(of: double).reduce(0, +)
        }
        let sign = try executor.task("sign") { (parent: ParentResult<NoValue>, context) in
            try -parent.outputs(of: double).reduce(0, +)
        }
        signed = try executor.parentTask("signed", finalize: sign) { (number: Int, context) in
            FanOut(children: (0..<3).map { double.child(number + $0) })
        }
        octuple = try executor.sequentialTasks("octuple", double.then(double).then(double))
        let round = try executor.task("round") { (number: Int, context) -> LoopIteration<Int> in
            context.indexInParent == 2 ? .done(number) : .again
        }
        loop = try executor.loopingTask("loop", repeating: round, maxAttempts: 10, delay: .zero)
        approval = try executor.sleepingTask("approval", output: Int.self, timeout: .seconds(86_400))
    }

    /// Writes down that a body runs.
    private static func note(_ context: TaskContext, in database: some SQLDatabase) async throws {
        let id = "\(UUID())"
        try await insisting {
            _ = try await database.single { connection in
                try await connection.run(
                    insert(runs).values {
                        $0.id = id
                        $0.executionID = context.executionID
                        $0.attempt = context.attempt
                        $0.recoveries = context.recoveries
                        $0.process = Int(getpid())
                    }.onConflictDoNothing(on: runs.id))
            }
        }
    }
}
