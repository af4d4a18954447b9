import DurableExecutionStorage
import RecordedLog
import SQLiteDriver
import Testing
import TypedSQL

/// A table of which every column was damaged by hand, in rows of every state, and an executor at work on it.
@Suite struct DamagedTableTests {
    private static let values: [SQL] = [
        "null", "'strange'", "x'ff00'", "-1", "9e99", "9223372036854775807", "'{\"'", "'[]'", "'{}'",
        "\(String(repeating: "[", count: 100_000))",
    ]
    private static let columns = TaskExecutionsTable().columns.map(\.name.description).filter { $0 != "id" }

    /// Rows that each of the loops of an executor takes on.
    private static func row(_ state: Int, _ id: String) -> TaskExecution {
        var row = TaskExecution(taskID: "double", executionID: id, timeoutMs: 60_000, input: "21", now: 0)
        switch state {
        case 0: break
        case 1:
            row.taskID = "sum"
            row.status = .waitingForChildren
            row.runOutput = "{}"
        case 2:
            row.status = .completed
            row.isFinished = true
            row.closeStatus = .ready
        case 3:
            row.status = .running
            row.executorID = "ex_dead"
            row.startedAt = 0
            row.expiresAt = 1
        default:
            row.status = .failed
            row.isFinished = true
            row.closeStatus = .idle
            row.parent = ParentTaskExecutionReference(taskID: "sum", executionID: "te_parent")
        }
        return row
    }

    @Test(.timeLimit(.minutes(2))) func aDamagedRowIsReportedAndTheRestGoesOn() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        var damages: [(id: String, column: String, value: SQL)] = []
        for column in Self.columns {
            for (number, value) in Self.values.enumerated() {
                for state in 0..<5 { damages.append(("\(column)-\(number)-\(state)", column, value)) }
            }
        }
        try await storage.insert(damages.enumerated().map { Self.row($0 % 5, $1.id) })
        try await Self.allowNull(database)
        try await damage(damages, database)

        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .milliseconds(20)
        configuration.leaseDuration = .milliseconds(500)
        let log = RecordedLog()
        let executor = try DurableExecutor(storage: storage, configuration: configuration, logger: log.logger)
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 &* number })
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
        for id in ["retry_options-6-0", "error-6-0", "children-9-0", "input-2-0", "timeout_ms-1-0"] {
            try await expectSetAside(id, storage)
        }
        try await expectSilence(log, after: configuration.leaseDuration)
        await executor.shutdown()

        var unreadable = 0
        for damage in damages where damage.column != "execution_id" {
            do {
                _ = try await storage.get([TaskExecutionLookup(executionID: damage.id)])
            } catch let error as TaskExecutionDecodingError {
                #expect(error.executionID == damage.id)
                #expect(error.value.count <= 101)
                unreadable += 1
            }
        }
        #expect(unreadable > 0)
        await database.close()
        try Figure(figure: "rows damaged by hand", value: damages.count, losses: 0).record()
    }

    /// What was set aside does not come back with the next lease.
    private func expectSilence(_ log: RecordedLog, after lease: Duration) async throws {
        for _ in 0..<20 {
            let seen = log.lines.count
            try await Task.sleep(for: lease * 3)
            if log.lines.count == seen { return }
        }
        Issue.record("what was set aside comes back: \(log.lines.last ?? "")")
    }

    /// What was written over a damaged row says what is wrong with it; the row itself stays unreadable.
    private func expectSetAside(_ id: String, _ storage: SQLTaskExecutionsStorage<SQLiteDatabase>) async throws {
        let table = storage.table
        var status: TaskExecutionStatus?
        while status != .failed {
            status = try await storage.database.read { connection in
                try await connection.first(select(table.status).from(table).where(eq(table.executionID, id)))
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func damage(
        _ damages: [(id: String, column: String, value: SQL)], _ database: SQLiteDatabase
    ) async throws {
        for damage in damages {
            do {
                try await database.single { connection in
                    _ = try await connection.run(
                        """
                        update task_executions set \(identifier: damage.column) = \(damage.value)
                        where execution_id = \(damage.id)
                        """
                    )
                }
            } catch let error as SQLiteError where error.code == .uniqueViolation {
                // Two rows can't have the same id, not even a damaged one.
            }
        }
    }

    /// As in a table that somebody made by hand.
    private static func allowNull(_ database: SQLiteDatabase) async throws {
        let statements: [SQL] = [
            "pragma writable_schema = on",
            """
            update sqlite_schema set sql = replace(replace(sql, ' not null', ''), ' NOT NULL', '')
            where name = 'task_executions'
            """,
            "pragma writable_schema = reset",
        ]
        for statement in statements {
            try await database.single { connection in _ = try await connection.run(statement) }
        }
    }
}
