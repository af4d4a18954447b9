import DurableExecutionStorage
import Testing
import TypedSQL

/// Executions stored in the transaction of the user's own data.
@Suite struct UserTransactionTests {
    private struct OutOfStock: Error {}

    @Test(arguments: DatabaseKind.allCases)
    func bothAreStoredWhenTheTransactionEnds(_ kind: DatabaseKind) async throws {
        func check(_ database: some SQLDatabase) async throws {
            let shop = try await Shop(database)
            try await shop.database.transaction { connection in
                try await shop.order(on: connection)
                try await shop.storage.on(connection).insert([.sample("a")])
            }
            #expect(try await shop.orderCount == 1)
            #expect(try await shop.storage.get("a") == .sample("a"))
        }
        try await check(kind.database())
    }

    @Test(arguments: DatabaseKind.allCases)
    func neitherIsStoredWhenTheBodyThrows(_ kind: DatabaseKind) async throws {
        func check(_ database: some SQLDatabase) async throws {
            let shop = try await Shop(database)
            await #expect(throws: OutOfStock.self) {
                try await shop.database.transaction { connection in
                    try await shop.order(on: connection)
                    try await shop.storage.on(connection).insert((0..<250).map { .sample("te_\($0)") })
                    throw OutOfStock()
                }
            }
            #expect(try await shop.orderCount == 0)
            #expect(try await shop.storage.get("te_7") == nil)
        }
        try await check(kind.database())
    }

    @Test(arguments: DatabaseKind.allCases)
    func neitherIsStoredWhenTheExecutionIsThereAlready(_ kind: DatabaseKind) async throws {
        func check(_ database: some SQLDatabase) async throws {
            let shop = try await Shop(database)
            try await shop.storage.insert([.sample("a")])
            await #expect(throws: TaskExecutionExistsError(.executionID("a"))) {
                try await shop.database.transaction { connection in
                    try await shop.order(on: connection)
                    try await shop.storage.on(connection).insert([.sample("a")])
                }
            }
            #expect(try await shop.orderCount == 0)
        }
        try await check(kind.database())
    }

    @Test(arguments: DatabaseKind.allCases)
    func aBodyThatCatchesTheErrorKeepsItsOwnData(_ kind: DatabaseKind) async throws {
        func check(_ database: some SQLDatabase) async throws {
            let shop = try await Shop(database)
            try await shop.storage.insert([.sample("te_120")])
            try await shop.database.transaction { connection in
                try await shop.order(on: connection)
                do {
                    try await shop.storage.on(connection).insert((0..<150).map { .sample("te_\($0)") })
                } catch is TaskExecutionExistsError {
                    try await connection.run(update(shop.orders).set { $0.amount = 0 }.everyRow())
                }
            }
            #expect(try await shop.orderCount == 1)
            #expect(try await shop.storage.get("te_7") == nil)
        }
        try await check(kind.database())
    }
}

private struct Orders: Table {
    let tableName = "orders"
    let id = bigint("id").primaryKey(autoIncrement: true)
    let amount = integer("amount").notNull()
}

/// A user's own table beside that of executions.
private struct Shop<Database: SQLDatabase>: Sendable {
    let database: Database
    let storage: SQLTaskExecutionsStorage<Database>
    let orders = Orders()

    init(_ database: Database) async throws {
        self.database = database
        storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        try await database.transaction { [orders] in _ = try await $0.run(orders.createTable) }
    }

    func order(on connection: Database.Connection) async throws {
        try await connection.run(insert(orders).values { $0.amount = 5 })
    }

    var orderCount: Int? {
        get async throws { try await database.read { [orders] in try await $0.first(select(count()).from(orders)) } }
    }
}
