import DurableExecutionStorage
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

/// Enqueueing by the function that any language can call.
@Suite struct EnqueueFunctionTests {
    private struct Order: Codable, Equatable {
        var number: Int
        var customer: String
    }

    private let charge = DurableTask("charge") { (order: Order, context) in
        "charged \(order.customer) for \(order.number), attempt \(context.attempt)"
    }

    @Test(arguments: ["task_executions", "we\"ird '名$1"])
    func whatIsEnqueuedBySQLRuns(_ tableName: String) async throws {
        let queue = try await Queue(tableName)
        var configuration = DurableExecutor.Configuration()
        // Only the notification can tell of it in time.
        configuration.pollInterval = .seconds(3600)
        let executor = try DurableExecutor(storage: queue.storage, configuration: configuration)
        try executor.register(charge)
        try await executor.start()
        let input = #"{"number": 42, "customer": "Ada 'the first'"}"#
        let id = try await queue.enqueue("\("charge"), \(input)::json, max_attempts => 3")
        let output = try await executor.handle(for: charge, executionID: id).result()
        #expect(output == "charged Ada 'the first' for 42, attempt 0")
        await executor.shutdown()
    }

    @Test func theRowIsThatOfAnExecutor() async throws {
        let queue = try await Queue()
        let id = try await queue.enqueue(
            """
            \("charge"), '[1]', delay_ms => 5000, timeout_ms => 7, max_attempts => 9, base_delay_ms => 10, \
            delay_multiplier => 1.5, max_delay_ms => 20
            """
        )
        let stored = try #require(try await queue.storage.get(id))
        #expect(id.count == 27)
        #expect(id.hasPrefix("te_"))
        let expected = TaskExecution(
            taskID: "charge", executionID: id,
            retryPolicy: RetryPolicy(
                maxRetries: 9, initialDelay: .milliseconds(10), multiplier: 1.5, maxDelay: .milliseconds(20), jitter: 0),
            delayMs: 5000, timeoutMs: 7, input: "[1]", now: stored.createdAt
        )
        #expect(stored == expected)
    }

    @Test func withoutOptionsTheyAreThoseOfATaskThatDeclaresNone() async throws {
        let queue = try await Queue()
        let id = try await queue.enqueue("\("charge")")
        let stored = try #require(try await queue.storage.get(id))
        #expect(
            stored
                == TaskExecution(
                    taskID: "charge", executionID: id, timeoutMs: 300_000, input: "null", now: stored.createdAt
                ))
    }

    @Test func idsGrowWithTimeAsThoseOfExecutorsDo() async throws {
        let queue = try await Queue()
        let executor = try DurableExecutor(storage: queue.storage)
        try executor.register(charge)
        var ids = [try executor.prepare(charge, Order(number: 1, customer: "Ada")).executionID]
        for _ in 0..<20 { ids.append(try await queue.enqueue("\("charge")")) }
        #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(ids.allSatisfy { $0.count == ids[0].count })
    }

    @Test func itGoesWithTheTransactionOfItsCaller() async throws {
        struct ChangedItsMind: Error {}
        let queue = try await Queue()
        await #expect(throws: ChangedItsMind.self) {
            try await queue.database.transaction { connection in
                _ = try await connection.first(queue.call("\("charge")"))
                throw ChangedItsMind()
            }
        }
        #expect(try await queue.storage.counts(TaskExecutionFilter()).total == 0)
    }

    @Test(
        arguments: [
            ("\("")", "task_id"), ("\("no spaces")", "task_id"), ("null", "task_id"), ("\("a"), null", "input"),
            ("\("a"), delay_ms => -1", "delay_ms"), ("\("a"), timeout_ms => 0", "timeout_ms"),
            ("\("a"), max_attempts => 1001", "max_attempts"), ("\("a"), base_delay_ms => 3600001", "base_delay_ms"),
            ("\("a"), delay_multiplier => 10.1", "delay_multiplier"),
            ("\("a"), base_delay_ms => 2, max_delay_ms => 1", "max_delay_ms"),
        ] as [(SQL, String)])
    func whatIsOutOfItsRangeIsRefused(_ arguments: SQL, parameter: String) async throws {
        let queue = try await Queue()
        let error = await #expect(throws: PostgreSQLError.self) { try await queue.enqueue(arguments) }
        #expect(error?.sqlState == "22023")
        #expect(error?.message.contains("\(parameter) must be") == true)
        #expect(try await queue.storage.counts(TaskExecutionFilter()).total == 0)
    }

    @Test func aNameThatWouldEndTheFunctionIsRefused() {
        #expect(throws: SQLRenderingError(.identifierEndsQuote, identifier: "a$enqueue$b")) {
            try TaskExecutionsTable("a$enqueue$b").enqueueFunctionForPostgreSQL()
        }
    }
}

/// A table with its function.
private struct Queue: Sendable {
    let storage: SQLTaskExecutionsStorage<PostgreSQLDatabase>

    var database: PostgreSQLDatabase { storage.database }

    init(_ tableName: String = TaskExecutionsTable.defaultName) async throws {
        storage = try await .onTestServer(table: TaskExecutionsTable(tableName))
        let function = try storage.table.enqueueFunctionForPostgreSQL()
        try await database.single { try await $0.run(function) }
    }

    func call(_ arguments: SQL) -> Call {
        Call(sql: "select \(identifier: storage.table.tableName + "_enqueue")(\(arguments))")
    }

    func enqueue(_ arguments: SQL) async throws -> String {
        try #require(try await database.single { try await $0.first(call(arguments)) })
    }
}

private struct Call: Statement {
    let sql: SQL

    func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> String { try row.next() }
}
