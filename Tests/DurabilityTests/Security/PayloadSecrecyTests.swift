import Crypto
import DurableExecutionEncryption
import DurableExecutionStorage
import RecordedLog
import SQLiteDriver
import Synchronization
import Testing
import TypedSQL

/// Payloads hold a word that must not get into a log, into an error, or into the text of a failed statement, whatever fails.
@Suite struct PayloadSecrecyTests {
    private static let secret = "s3cr3t-of-a-payload"

    private struct Letter: Codable {
        var text: String
        var number: Double = 0
        var padding: String?
    }

    private struct Refusal: Error {}

    /// What was said by errors.
    private final class Said: Sendable {
        let texts = Mutex<[String]>([])

        func note(_ error: some Error) { texts.withLock { $0 += ["\(error)", String(reflecting: error)] } }

        func expectError(_ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) async {
            do {
                try await body()
                Issue.record("there was no error", sourceLocation: sourceLocation)
            } catch {
                note(error)
            }
        }
    }

    private let log = RecordedLog()
    private let said = Said()
    private let letter = Letter(text: secret)

    @Test(.timeLimit(.minutes(1))) func noPayloadIsLoggedOrPartOfAnError() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        var configuration = DurableExecutor.Configuration()
        configuration.maxInputBytes = 1_000
        configuration.maxOutputBytes = 1_000
        configuration.pollInterval = .milliseconds(10)
        configuration.leaseDuration = .milliseconds(200)
        let executor = try DurableExecutor(storage: storage, configuration: configuration, logger: log.logger)
        try await executor.start()
        try await failInBodies(executor)
        try await failInParents(executor)
        try await failInPayloads(executor, storage)
        try await failInStatements(executor, storage)
        try await damageRows(storage)
        await executor.shutdown()
        try await failToOpen(storage)
        try await expectSecrecy(in: database)
        await database.close()
    }

    private func failInBodies(_ executor: DurableExecutor) async throws {
        let refusing = try executor.register(
            DurableTask("refusing", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) {
                (_: Letter, _) -> Letter in throw Refusal()
            }
        )
        let endless = try executor.register(
            DurableTask("endless", options: TaskOptions(timeout: .milliseconds(50))) { (letter: Letter, _) in
                try await Task.sleep(for: .seconds(100))
                return letter
            }
        )
        let large = try executor.register(
            DurableTask("large") { (letter: Letter, _) in
                Letter(text: letter.text, padding: String(repeating: letter.text, count: 100))
            }
        )
        let infinite = try executor.register(
            DurableTask("infinite") { (letter: Letter, _) in Letter(text: letter.text, number: .nan) })
        for task in [refusing, endless, large, infinite] {
            let handle = try await executor.enqueue(task, letter)
            await said.expectError { _ = try await handle.result() }
        }
        let cancelled = try await executor.enqueue(endless, letter, timeout: .seconds(100))
        try await cancelled.cancel()
        await said.expectError { _ = try await cancelled.result() }
    }

    private func failInParents(_ executor: DurableExecutor) async throws {
        let child = try executor.register(DurableTask("child") { (_: Letter, _) -> Letter in throw Refusal() })
        let good = try executor.register(DurableTask("good_child") { (letter: Letter, _) in letter })
        let parent = try executor.register(
            .parent("parent") { (letter: Letter, _) in
                FanOut(letter, children: [child.child(letter), good.child(letter)])
            } finalize: { (parent, _) -> Letter in
                _ = try parent.outputs(of: child)
                throw Refusal()
            }
        )
        let handle = try await executor.enqueue(parent, letter)
        await said.expectError { _ = try await handle.result() }
    }

    /// Inputs and outputs that are no JSON, or not that of the type.
    private func failInPayloads(
        _ executor: DurableExecutor, _ storage: SQLTaskExecutionsStorage<SQLiteDatabase>
    ) async throws {
        let task = try executor.register(DurableTask("numbers") { (number: Int, _) in number })
        let letters = try executor.register(DurableTask("letters") { (letter: Letter, _) in letter })
        let texts = [
            #""\#(Self.secret)""#, #"{"\#(Self.secret)": 1}"#, Self.secret,
            #"{"text": "\#(Self.secret)", "number": "x"}"#,
            #"{"text": {"\#(Self.secret)": "\#(Self.secret)"}}"#, "[" + Self.secret,
        ]
        for (number, text) in texts.enumerated() {
            for (task, id) in [(task.id, "te_n\(number)"), (letters.id, "te_l\(number)")] {
                try await storage.insert([
                    TaskExecution(taskID: task, executionID: id, timeoutMs: 1_000, input: text, now: 0)
                ])
            }
            let end = try await executor.handle(for: task, executionID: "te_n\(number)").wait()
            #expect(end.status == .failed)
            if let error = end.error { said.note(error) }
            // An output that somebody else has stored.
            var done = TaskExecution(taskID: task.id, executionID: "te_d\(number)", timeoutMs: 1, input: "1", now: 0)
            done.status = .completed
            done.isFinished = true
            done.closeStatus = .closed
            done.output = text
            try await storage.insert([done])
            await said.expectError { _ = try await executor.handle(for: task, executionID: "te_d\(number)").result() }
        }
        await said.expectError {
            _ = try await executor.enqueue(letters, Letter(text: String(repeating: Self.secret, count: 100)))
        }
        await said.expectError { _ = try await executor.enqueue(letters, Letter(text: Self.secret, number: .infinity)) }
        let taken = TaskExecution(taskID: "letters", executionID: "te_d0", timeoutMs: 1, input: texts[0], now: 0)
        await said.expectError { try await storage.insert([taken]) }
        await said.expectError { try await storage.insert([taken, taken]) }
    }

    /// The database itself refuses what is written.
    private func failInStatements(
        _ executor: DurableExecutor, _ storage: SQLTaskExecutionsStorage<SQLiteDatabase>
    ) async throws {
        let refused = try executor.register(DurableTask("refused") { (letter: Letter, _) in letter })
        try await storage.database.single { connection in
            _ = try await connection.run(
                """
                create trigger refuse before update of output on task_executions when new.task_id = 'refused'
                begin select raise(abort, 'refused'); end
                """
            )
        }
        _ = try await executor.enqueue(refused, letter)
        while !log.lines.contains(where: { $0.contains("refused") }) { try await Task.sleep(for: .milliseconds(5)) }
        try await storage.database.single { connection in _ = try await connection.run("drop trigger refuse") }
        await said.expectError {
            try await storage.database.single { connection in
                _ = try await connection.run("insert into task_executions (input) values (\(Self.secret))")
            }
        }
    }

    private func damageRows(_ storage: SQLTaskExecutionsStorage<SQLiteDatabase>) async throws {
        for (number, column) in ["input", "run_output", "output"].enumerated() {
            var row = TaskExecution(
                taskID: "letters", executionID: "te_x\(number)", timeoutMs: 1_000, input: "1", now: 0
            )
            row.startAt = .max
            try await storage.insert([row])
            let id = row.executionID
            try await storage.database.single { connection in
                _ = try await connection.run(
                    """
                    update task_executions set \(identifier: column) = cast(x'ff' || \(Self.secret) as blob)
                    where execution_id = \(id)
                    """
                )
            }
            await said.expectError {
                _ = try await storage.get([TaskExecutionLookup(executionID: id)])
            }
        }
    }

    /// A payload that another key has encrypted, and one that nobody has.
    private func failToOpen(_ storage: SQLTaskExecutionsStorage<SQLiteDatabase>) async throws {
        var configuration = DurableExecutor.Configuration()
        configuration.codec = try EncryptedTaskPayloadCodec(key: TaskPayloadKey(id: "k", SymmetricKey(size: .bits256)))
        let executor = try DurableExecutor(storage: storage, configuration: configuration, logger: log.logger)
        let task = try executor.register(DurableTask("sealed") { (letter: Letter, _) in letter })
        try await storage.insert([
            TaskExecution(
                taskID: "sealed", executionID: "te_s", timeoutMs: 1_000, input: #"{"text":"\#(Self.secret)"}"#, now: 0
            )
        ])
        try await executor.start()
        await said.expectError { _ = try await executor.handle(for: task, executionID: "te_s").result() }
        await executor.shutdown()
    }

    private func expectSecrecy(in database: SQLiteDatabase) async throws {
        #expect(log.lines.count > 3)
        #expect(log.lines.filter { $0.contains(Self.secret) } == [])
        let texts = said.texts.withLock { $0 }
        #expect(texts.count > 30)
        #expect(texts.filter { $0.contains(Self.secret) } == [])
        let table = TaskExecutionsTable()
        let errors = try await database.read { connection in
            try await connection.all(select(table.error).from(table).where(isNotNull(table.error)))
        }
        #expect(errors.count > 10)
        #expect(errors.filter { "\($0.map { $0.message } ?? "")".contains(Self.secret) } == [])
    }
}
