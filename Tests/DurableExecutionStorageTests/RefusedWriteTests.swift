import DurableExecutionStorage
import PostgreSQLDriver
import PostgreSQLTestServer
import SQLiteDriver
import Testing
import TypedSQL

/// Databases that refuse what an execution ends with.
@Suite struct RefusedWriteTests {
    private static let refusals: [(DatabaseKind, [StaticString])] = [
        (
            .sqlite,
            [
                """
                create trigger refuse before update on task_executions when new.output = '13'
                begin select raise(abort, 'no thirteens'); end
                """
            ]
        ),
        (
            .postgresql,
            [
                """
                create function refuse() returns trigger language plpgsql as
                $$ begin if new.output = '13' then raise 'no thirteens'; end if; return new; end $$
                """,
                "create trigger refuse before update on task_executions for each row execute function refuse()",
            ]
        ),
        (.postgresql, ["alter table task_executions add constraint no_thirteens check (output <> '13')"]),
        (
            .postgresql,
            ["create unique index no_thirteens on task_executions ((output = '13')) where output in ('13', '14')"]
        ),
    ]

    @Test(arguments: refusals.indices)
    func anOutputThatTheDatabaseRefusesEndsOnlyItsExecution(index: Int) async throws {
        let (kind, statements) = Self.refusals[index]
        try await check(kind.database(), statements)
    }

    private func check(_ database: some SQLDatabase, _ statements: [StaticString]) async throws {
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        for statement in statements { _ = try await database.single { try await $0.run(SQL([.literal(statement)])) } }
        var configuration = DurableExecutor.Configuration()
        // Longer than the test may take: nothing waits for a poll or a pause.
        configuration.pollInterval = .seconds(3600)
        let executor = try DurableExecutor(storage: storage, configuration: configuration)
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        let first = try await executor.enqueue(echo, statements[0].description.contains("unique index") ? 13 : 0)
        _ = try await first.result()
        let handles = try await executor.enqueue(echo, inputs: [13] + Array(100..<300))
        for (handle, number) in zip(handles.dropFirst(), 100..<300) { #expect(try await handle.result() == number) }
        let refused = try await handles[0].wait()
        #expect(refused.status == .failed)
        let reason = statements[0].description.contains("no_thirteens") ? "no_thirteens" : "no thirteens"
        #expect(refused.error?.message.contains(reason) == true)
        await executor.shutdown()
    }

    @Test func whatAServerWithAnotherEncodingCanNotStoreEndsOnlyItsExecution() async throws {
        let server = try await TestServer.shared.value
        let maker = try PostgreSQLDatabase(server.connectionString)
        let name = "latin1_\(UInt32.random(in: 0 ... .max))"
        _ = try await maker.single { connection in
            try await connection.run(
                SQL([
                    .literal("create database "), .identifier(name),
                    .literal(" encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0"),
                ])
            )
        }
        await maker.close()
        let database = try PostgreSQLDatabase(server.connectionString + " dbname=\(name)")
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        let executor = try DurableExecutor(storage: storage)
        let face = try executor.register(DurableTask("face") { (number: Int, _) in number == 13 ? "🙂" : "é" })
        let failing = try executor.register(
            DurableTask("failing", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) {
                (_: Int, context) -> Int in
                if context.attempt == 0 { throw TaskExecutionError(message: "🙂") }
                return 1
            })
        let echo = try executor.register(DurableTask("echo") { (text: String, _) in text })
        let approval = try executor.register(.sleeping("approval", output: Int.self, timeout: .seconds(3600)))
        let parent = try executor.register(.parent("parent") { (_: Int, _) in FanOut(children: [approval.child("🙂")]) })
        try await executor.start()
        let handles = try await executor.enqueue(face, inputs: 10..<40)
        for handle in handles where handle.executionID != handles[3].executionID {
            #expect(try await handle.result() == "é")
        }
        #expect(try await handles[3].wait().status == .failed)
        #expect(try await executor.enqueue(failing, 1).result() == 1)
        #expect(try await executor.enqueue(parent, 1).wait().status == .failed)
        await #expect(throws: PostgreSQLError.self) { try await executor.enqueue(echo, "🙂") }
        await #expect(throws: PostgreSQLError.self) { try await executor.enqueue(approval, "🙂") }
        // An id that the server can't be asked for does not keep others from their results.
        let (real, strange) = (try await executor.enqueue(face, 1), executor.handle(for: face, executionID: "🙂"))
        async let end: DurableExecutionError? = { () async in
            do { _ = try await strange.wait() } catch { return error as? DurableExecutionError }
            return nil
        }()
        #expect(try await real.result() == "é")
        #expect(await end?.code == .executionNotFound)
        await executor.shutdown()
        await database.close()
    }

    @Test(arguments: DatabaseKind.allCases)
    func anExecutorDoesNotStartWithoutItsTable(_ kind: DatabaseKind) async throws {
        try await checkStart(kind.database())
    }

    private func checkStart(_ database: some SQLDatabase) async throws {
        let storage = SQLTaskExecutionsStorage(database)
        let executor = try DurableExecutor(storage: storage)
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        await #expect(throws: TaskExecutionsSchemaError.self) { try await executor.start() }
        try await storage.migrate()
        try await executor.start()
        #expect(try await executor.enqueue(echo, 1).result() == 1)
        await executor.shutdown()
    }
}
