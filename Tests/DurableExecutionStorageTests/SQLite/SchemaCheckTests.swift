import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

@Suite struct SchemaCheckTests {
    private let table = TaskExecutionsTable("my_tasks")

    @Test func theFirstOperationSaysThatThereIsNoTableAndWhatToDo() async throws {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory(), table: table)
        let error = await #expect(throws: TaskExecutionsSchemaError.self) { try await storage.get("a") }
        #expect(error?.reason == .missingTable)
        #expect(error?.description.contains("“my_tasks”") == true)
        #expect(error?.description.contains("durable migrate apply") == true)
        try await storage.migrate()
        #expect(try await storage.get("a") == nil)
    }

    @Test func theFirstOperationNamesAColumnThatIsNotAsExpected() async throws {
        let storage = try await storage(after: "alter table my_tasks drop column closed_at")
        let error = await #expect(throws: TaskExecutionsSchemaError.self) { try await storage.insert([.sample("a")]) }
        #expect(error?.description.contains("column closed_at: is missing, expected integer null") == true)
    }

    @Test func aMissingIndexThatOnlyMakesReadingFastStopsNothing() async throws {
        let storage = try await storage(after: "drop index ix_my_tasks_status_start_at")
        try await storage.insert([.sample("a")])
        #expect(try await storage.checkSchema().map(\.subject) == [.index("ix_my_tasks_status_start_at")])
    }

    @Test func aMissingUniqueIndexIsAnError() async throws {
        let storage = try await storage(after: "drop index ix_my_tasks_execution_id")
        await #expect(throws: TaskExecutionsSchemaError.self) { try await storage.insert([.sample("a")]) }
    }

    @Test func withoutTheCheckTheDatabaseItselfComplains() async throws {
        let storage = SQLTaskExecutionsStorage(
            try await SQLiteDatabase.inMemory(), table: table, checksSchema: false
        )
        let error = await #expect(throws: SQLiteError.self) { try await storage.get("a") }
        #expect(error?.code == .statement)
        #expect(error?.message.contains("my_tasks") == true)
    }

    @Test func migratingTwiceDoesNothingTheSecondTime() async throws {
        let storage = try await storage(after: "select 1")
        #expect(try await storage.migrate().actions.isEmpty)
        #expect(try await storage.checkSchema().isEmpty)
    }

    @Test func migratingReplacesAnIndexThatDiffers() async throws {
        let storage = try await storage(
            after: "drop index ix_my_tasks_close_expires_at",
            "create index ix_my_tasks_close_expires_at on my_tasks (closed_at)"
        )
        let report = try await storage.migrate()
        #expect(report.actions == ["replaced the index “ix_my_tasks_close_expires_at”"])
        #expect(try await storage.checkSchema().isEmpty)
    }

    @Test func migratingLeavesATableOfOtherColumnsAlone() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction {
            _ = try await $0.run("create table my_tasks (id integer primary key, note text)")
        }
        let storage = SQLTaskExecutionsStorage(database, table: table)
        await #expect(throws: TaskExecutionsSchemaError.self) { try await storage.migrate() }
        let columns = try await database.read { try $0.description(ofTable: "my_tasks")?.columns.map(\.name) }
        #expect(columns == ["id", "note"])
        #expect(try await database.read { try $0.description(ofTable: "durable_migrations") } == nil)
    }

    @Test func aDatabaseOfANewerVersionIsRefused() async throws {
        let storage = try await storage(
            after: "insert into durable_migrations values ('my_tasks', '9999_future', 5)"
        )
        let error = await #expect(throws: TaskExecutionsSchemaError.self) { try await storage.migrate() }
        #expect(error?.reason == .newerDatabase(migrations: ["9999_future"]))
        await #expect(throws: TaskExecutionsSchemaError.self) { try await storage.get("a") }
    }

    /// A migrated storage on which some statements were run.
    private func storage(after statements: SQL...) async throws -> SQLTaskExecutionsStorage<SQLiteDatabase> {
        let database = try await SQLiteDatabase.inMemory()
        try await SQLTaskExecutionsStorage(database, table: table).migrate()
        try await database.transaction { connection in
            for statement in statements { try await connection.run(statement) }
        }
        return SQLTaskExecutionsStorage(database, table: table)
    }
}
