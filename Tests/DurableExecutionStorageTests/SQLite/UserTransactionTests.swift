import DurableExecutionStorage
import SQLiteDriver
import Testing

/// Executions stored in the transaction of the user's own data.
@Suite struct UserTransactionTests {
    private struct Orders: Table {
        let tableName = "orders"
        let id = bigint("id").primaryKey(autoIncrement: true)
        let amount = integer("amount").notNull()
    }

    private struct OutOfStock: Error {}

    private let orders = Orders()

    private func storage() async throws -> SQLTaskExecutionsStorage<SQLiteDatabase> {
        let database = try await SQLiteDatabase.inMemory()
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        try await database.transaction { [orders] in _ = try await $0.run(orders.createTable) }
        return storage
    }

    private func orderCount(in storage: SQLTaskExecutionsStorage<SQLiteDatabase>) async throws -> Int? {
        try await storage.database.read { [orders] in try await $0.first(select(count()).from(orders)) }
    }

    @Test func bothAreStoredWhenTheTransactionEnds() async throws {
        let storage = try await storage()
        try await storage.database.transaction { [orders] connection in
            try await connection.run(insert(orders).values { $0.amount = 5 })
            try await storage.on(connection).insert([.sample("a")])
        }
        #expect(try await orderCount(in: storage) == 1)
        #expect(try await storage.get("a") == .sample("a"))
    }

    @Test func neitherIsStoredWhenTheBodyThrows() async throws {
        let storage = try await storage()
        await #expect(throws: OutOfStock.self) {
            try await storage.database.transaction { [orders] connection in
                try await connection.run(insert(orders).values { $0.amount = 5 })
                try await storage.on(connection).insert((0..<250).map { .sample("te_\($0)") })
                throw OutOfStock()
            }
        }
        #expect(try await orderCount(in: storage) == 0)
        #expect(try await storage.get("te_7") == nil)
    }

    @Test func neitherIsStoredWhenTheExecutionIsThereAlready() async throws {
        let storage = try await storage()
        try await storage.insert([.sample("a")])
        await #expect(throws: TaskExecutionExistsError(.executionId("a"))) {
            try await storage.database.transaction { [orders] connection in
                try await connection.run(insert(orders).values { $0.amount = 5 })
                try await storage.on(connection).insert([.sample("a")])
            }
        }
        #expect(try await orderCount(in: storage) == 0)
    }

    @Test func aBodyThatCatchesTheErrorKeepsItsOwnData() async throws {
        let storage = try await storage()
        try await storage.insert([.sample("te_120")])
        try await storage.database.transaction { [orders] connection in
            try await connection.run(insert(orders).values { $0.amount = 5 })
            do {
                try await storage.on(connection).insert((0..<150).map { .sample("te_\($0)") })
            } catch is TaskExecutionExistsError {
                try await connection.run(update(orders).set { $0.amount = 0 })
            }
        }
        #expect(try await orderCount(in: storage) == 1)
        #expect(try await storage.get("te_7") == nil)
    }
}
