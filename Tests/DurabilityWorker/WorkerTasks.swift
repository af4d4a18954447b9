import DurableExecutionStorage
import Foundation
import TypedSQL

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
        let double = try executor.register(
            DurableTask("double") { (number: Int, context) in
                try await Self.note(context, in: storage.database)
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...5)))
                return try await insisting {
                    try await storage.database.transaction { connection in
                        try await connection.run(insert(ledger).values { $0.executionID = context.executionID })
                        return try await storage.on(connection).complete(context, with: 2 * number)
                    }
                }
            }
        )
        self.double = double
        flaky = try executor.register(
            DurableTask(
                "flaky",
                options: TaskOptions(retry: RetryPolicy(maxRetries: 1_000, initialDelay: .milliseconds(5), jitter: 0))
            ) {
                (number: Int, context) in
                if context.attempt == 0 { throw FirstAttempt() }
                return number + 1
            }
        )
        sum = try executor.register(
            .parent("sum") { (number: Int, context) in
                FanOut(children: (0..<3).map { double.child(number + $0) })
            } finalize: { (parent, context) in
                try parent.outputs(of: double).reduce(0, +)
            }
        )
        let sign = try executor.register(
            DurableTask("sign") { (parent: ParentResult<NoValue>, context) in
                try -parent.outputs(of: double).reduce(0, +)
            }
        )
        signed = try executor.register(
            .parent("signed", finalize: sign) { (number: Int, context) in
                FanOut(children: (0..<3).map { double.child(number + $0) })
            }
        )
        octuple = try executor.register(.sequential("octuple", double.then(double).then(double)))
        let round = try executor.register(
            DurableTask("round") { (number: Int, context) -> LoopIteration<Int> in
                context.indexInParent == 2 ? .done(number) : .again
            }
        )
        loop = try executor.register(.looping("loop", repeating: round, maxIterations: 10, delay: .zero))
        approval = try executor.register(.sleeping("approval", output: Int.self, timeout: .seconds(86_400)))
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
