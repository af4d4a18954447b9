import DurableExecutionStorage
import DurableExecutionTesting
import PostgreSQLDriver
import PostgreSQLTestServer
import SQLiteDriver
import Testing
import TypedSQL

/// Rows whose numbers are as large, as small or as wrong as their columns allow, and an executor at work on them.
@Suite struct ExtremeNumberTests {
    enum Place: CaseIterable { case memory, sqlite, postgresql }

    private typealias Change = @Sendable (inout TaskExecution, Int64) -> Void

    /// Each number of a row; those of 32 bits on PostgreSQL stay within them.
    private static let numbers: [(name: String, change: Change)] = [
        ("index_in_parent_children", { $0.parent?.indexInParentChildren = short($1) }),
        ("sleep_ms_before_run", { $0.delayMs = $1 }), ("timeout_ms", { $0.timeoutMs = $1 }),
        ("retry_attempts", { $0.retryAttempts = short($1) }), ("start_at", { $0.startAt = $1 }),
        ("started_at", { $0.startedAt = $1 }), ("expires_at", { $0.expiresAt = $1 }),
        ("waiting_for_children_started_at", { $0.waitingForChildrenStartedAt = $1 }),
        ("waiting_for_finalize_started_at", { $0.waitingForFinalizeStartedAt = $1 }),
        ("finished_at", { $0.finishedAt = $1 }), ("active_children_count", { $0.activeChildrenCount = short($1) }),
        ("on_children_finished_processing_expires_at", { $0.childrenFinishedProcessingExpiresAt = $1 }),
        ("on_children_finished_processing_finished_at", { $0.childrenFinishedProcessingFinishedAt = $1 }),
        ("close_expires_at", { $0.closeExpiresAt = $1 }), ("closed_at", { $0.closedAt = $1 }),
        ("created_at", { $0.createdAt = $1 }), ("updated_at", { $0.updatedAt = $1 }),
        ("recoveries", { $0.recoveries = short($1) }),
        ("max_attempts", { $0.retryPolicy.maxRetries = Int($1) }),
        ("base_delay", { $0.retryPolicy.initialDelay = .milliseconds($1) }),
        ("max_delay", { $0.retryPolicy.maxDelay = .milliseconds($1) }),
    ]

    private static func short(_ number: Int64) -> Int { Int(Int32(clamping: number)) }

    private static let values: [Int64] = [
        .min, .min + 1, Int64(Int32.min), -5, -1, 0, Int64(Int32.max), Int64(Int32.max) + 1, .max - 1, .max,
    ]

    /// A row that each of the loops of an executor takes on, with the child that it waits for.
    private static func rows(_ state: Int, _ id: String) -> [TaskExecution] {
        var row = TaskExecution(taskID: "double", executionID: id, timeoutMs: 60_000, input: "21", now: 0)
        row.parent = ParentTaskExecutionReference(taskID: "sum", executionID: "none")
        row.retryPolicy = RetryPolicy(
            maxRetries: 1, initialDelay: .milliseconds(1), multiplier: 2, maxDelay: .milliseconds(5), jitter: 0)
        var children: [TaskExecution] = []
        switch state {
        case 0: break
        case 1: row.taskID = "fails"
        case 2, 3:
            row.taskID = state == 2 ? "chain" : "loop"
            row.status = .waitingForChildren
            row.runOutput = "{}"
            row.childrenFinishedProcessingStatus = .processing
            row.childrenFinishedProcessingExpiresAt = 1
            var child = TaskExecution(
                root: TaskExecutionReference(taskID: row.taskID, executionID: id),
                parent: ParentTaskExecutionReference(taskID: row.taskID, executionID: id),
                taskID: state == 2 ? "double" : "again", executionID: id + "-child", timeoutMs: 1, input: "1", now: 0
            )
            child.status = .completed
            child.isFinished = true
            child.output = state == 2 ? "2" : #"{"isDone":false}"#
            child.closeStatus = .closed
            row.children = [TaskExecutionReference(taskID: child.taskID, executionID: child.executionID)]
            children = [child]
        case 4:
            row.status = .completed
            row.isFinished = true
            row.output = "1"
            row.closeStatus = .ready
        case 5:
            row.status = .running
            row.executorID = "ex_dead"
            row.startedAt = 0
            row.expiresAt = 1
        default:
            row.status = .failed
            row.isFinished = true
            row.error = TaskExecutionError(message: "no")
        }
        return [row] + children
    }

    private static let states = 7

    @Test(.timeLimit(.minutes(3)), arguments: Place.allCases)
    func noNumberOfARowEndsTheProcessOrKeepsTheRestWaiting(_ place: Place) async throws {
        switch place {
        case .memory: try await run(InMemoryTaskExecutionsStorage())
        case .sqlite:
            let database = try await SQLiteDatabase.inMemory()
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            try await run(storage)
            await database.close()
        case .postgresql:
            let database = try await TestServer.shared.value.database()
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            try await run(storage)
            await database.close()
        }
    }

    private func run(_ storage: some QueryableTaskExecutionsStorage & PrunableTaskExecutionsStorage) async throws {
        var rows: [TaskExecution] = []
        for (name, change) in Self.numbers {
            for (number, value) in Self.values.enumerated() {
                for state in 0..<Self.states {
                    var family = Self.rows(state, "\(name)-\(number)-\(state)")
                    for position in family.indices { change(&family[position], value) }
                    rows += family
                }
            }
        }
        for start in stride(from: 0, to: rows.count, by: 100) {
            try await storage.insert(Array(rows[start..<min(start + 100, rows.count)]))
        }
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .milliseconds(20)
        configuration.leaseDuration = .milliseconds(500)
        configuration.retention = .off
        let executor = try DurableExecutor(storage: storage, configuration: configuration)
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 &* number })
        try executor.register(
            DurableTask("fails") { (_: Int, _) -> Int in throw TaskExecutionError(message: "always") })
        let again = try executor.register(DurableTask("again") { (_: Int, _) -> LoopIteration<Int> in .done(1) })
        try executor.register(DurableTask.sequential("chain", double.then(double)))
        try executor.register(DurableTask.looping("loop", repeating: again, maxIterations: .max))
        let sum = try executor.register(
            .parent("sum") { (number: Int, _) in
                FanOut(children: [double.child(number), double.child(number)])
            } finalize: { (parent, _) in
                try parent.outputs(of: double).reduce(0, &+)
            }
        )
        let handles = try await executor.enqueue(sum, inputs: 0..<20)
        try await executor.start()
        for (number, handle) in handles.enumerated() { #expect(try await handle.result() == 4 * number) }
        // The claims begin with the smallest time, so that all that can be claimed has been.
        for state in 0..<Self.states { try await queries(storage, "start_at-0-\(state)") }
        await executor.shutdown()
    }

    private func queries(
        _ storage: some QueryableTaskExecutionsStorage & PrunableTaskExecutionsStorage, _ id: String
    ) async throws {
        for now in [0, Int64.max, .min, SystemDurableClock().now] {
            _ = try await storage.statistics(now: now)
        }
        var query = TaskExecutionQuery()
        query.limit = 10_000
        #expect(try await storage.list(query).executions.count > 1_000)
        #expect(try await storage.tree(ofExecution: id, from: .root) != nil)
        _ = try await TaskExecutionsRetention(storage: storage, policy: RetentionPolicy(age: .seconds(1)))
            .prune(isDryRun: true)
    }
}
