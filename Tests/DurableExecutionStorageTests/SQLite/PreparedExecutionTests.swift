import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

/// Enqueueing in the transaction of the user's own data.
@Suite struct PreparedExecutionTests {
    private struct Orders: Table {
        let tableName = "orders"
        let number = bigint("number").primaryKey()
        let executionID = text("execution_id").notNull()
    }

    private struct OutOfStock: Error {}

    private let orders = Orders()
    private let double = DurableTask("double") { (number: Int, _) in number * 2 }

    private func storage() async throws -> SQLTaskExecutionsStorage<SQLiteDatabase> {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory())
        try await storage.migrate()
        try await storage.database.transaction { [orders] in _ = try await $0.run(orders.createTable) }
        return storage
    }

    private func executor(on storage: SQLTaskExecutionsStorage<SQLiteDatabase>) throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(3600)
        let executor = try DurableExecutor(storage: storage, configuration: configuration)
        try executor.register(double)
        return executor
    }

    private func place(
        _ number: Int64, _ execution: TaskExecution, in storage: SQLTaskExecutionsStorage<SQLiteDatabase>,
        isInStock: Bool = true
    ) async throws {
        try await storage.database.transaction { [orders] connection in
            try await storage.on(connection).insert([execution])
            let order = insert(orders).values {
                $0.number = number
                $0.executionID = execution.executionID
            }
            try await connection.run(order)
            if !isInStock { throw OutOfStock() }
        }
    }

    private func orderNumbers(in storage: SQLTaskExecutionsStorage<SQLiteDatabase>) async throws -> [Int64] {
        try await storage.database.read { [orders] in try await $0.all(select(orders.number).from(orders)) }
    }

    @Test func bothAreThereAfterTheTransactionAndTheExecutionRuns() async throws {
        let storage = try await storage()
        let executor = try executor(on: storage)
        try await executor.start()
        let prepared = try executor.prepare(double, 21)
        #expect(prepared.handle.executionID == prepared.executionID)
        try await place(1, prepared.execution, in: storage)
        #expect(try await orderNumbers(in: storage) == [1])
        executor.checkForWork()
        #expect(try await prepared.handle.result() == 42)
        await executor.shutdown()
    }

    @Test func neitherIsThereWhereTheTransactionThrows() async throws {
        let storage = try await storage()
        let executor = try executor(on: storage)
        let prepared = try executor.prepare(double, 21)
        await #expect(throws: OutOfStock.self) {
            try await place(1, prepared.execution, in: storage, isInStock: false)
        }
        #expect(try await orderNumbers(in: storage) == [])
        #expect(try await storage.get([TaskExecutionLookup(executionID: prepared.executionID)]) == [nil])
        await #expect { try await prepared.handle.result() } throws: { error in
            (error as? DurableExecutionError)?.code == .executionNotFound
        }
        await executor.shutdown()
    }

    @Test func theExecutionIsNotThereWhereTheUsersRowIsRefused() async throws {
        let storage = try await storage()
        let executor = try executor(on: storage)
        let first = try executor.prepare(double, 1)
        let second = try executor.prepare(double, 2)
        try await place(1, first.execution, in: storage)
        await #expect { try await place(1, second.execution, in: storage) } throws: { error in
            (error as? SQLiteError)?.isUniqueViolation == true
        }
        let lookups = [first, second].map { TaskExecutionLookup(executionID: $0.executionID) }
        #expect(try await storage.get(lookups) == [first.execution, nil])
    }

    @Test func theUsersRowIsNotThereWhereTheExecutionIsRefused() async throws {
        let storage = try await storage()
        let executor = try executor(on: storage)
        let prepared = try executor.prepare(double, 1)
        try await place(1, prepared.execution, in: storage)
        await #expect(throws: TaskExecutionExistsError(.executionID(prepared.executionID))) {
            try await place(2, prepared.execution, in: storage)
        }
        #expect(try await orderNumbers(in: storage) == [1])
    }

    @Test func whatWasPreparedBeforeTheStartRunsAfterIt() async throws {
        let storage = try await storage()
        let executor = try executor(on: storage)
        let prepared = try executor.prepare(double, 4)
        try await place(1, prepared.execution, in: storage)
        executor.checkForWork()
        try await executor.start()
        #expect(try await prepared.handle.result() == 8)
        await executor.shutdown()
        executor.checkForWork()
    }

    @Test func preparingTakesTheOptionsOfTheCallAndRefusesWhatEnqueueingRefuses() async throws {
        let executor = try executor(on: try await storage())
        let prepared = try executor.prepare(double, 1, retry: RetryPolicy(maxRetries: 7), timeout: .seconds(3))
        #expect(prepared.execution.retryPolicy.maxRetries == 7)
        #expect(prepared.execution.timeoutMs == 3000)
        #expect(prepared.execution.status == .ready)
        #expect(prepared.execution.input == "1")

        let unknown = DurableTask("unknown") { (number: Int, _) in number }
        #expect { try executor.prepare(unknown, 1) } throws: { error in
            (error as? DurableExecutionError)?.code == .taskNotRegistered
        }
        #expect { try executor.prepare(double, 1, delay: .seconds(-1)) } throws: { error in
            (error as? DurableExecutionError)?.code == .invalidOption
        }
        await executor.shutdown()
        #expect { try executor.prepare(double, 1) } throws: { error in
            (error as? DurableExecutionError)?.code == .shutDown
        }
    }
}
