@_exported public import DurableExecution
@_exported public import TaskExecutionsSchema
public import TypedSQL

/// Keeps executions in a table of an SQL database (reference: `createSQLiteTaskExecutionsStorage`,
/// `createPgTaskExecutionsStorage`).
///
/// It is written once for all databases: a driver brings the connection, the language the text.
///
/// ```swift
/// let database = try await SQLiteDatabase(path: "tasks.db")
/// let storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable("my_tasks"))
/// try await storage.migrate()
/// ```
public struct SQLTaskExecutionsStorage<Database: SQLDatabase>: TaskExecutionsStorage {
    public let database: Database
    private let isTestMode: Bool
    let statements: TaskExecutionStatements
    let schemaCheck: SchemaCheck
    /// `nil` where several callers can write at the same time.
    private let insertQueue: InsertQueue?

    /// - Parameters:
    ///   - database: The database with the table.
    ///   - table: The table of executions.
    ///   - checksSchema: Whether the first operation makes sure that the table is what the code expects.
    ///   - testMode: Whether executions can be deleted.
    public init(
        _ database: Database,
        table: TaskExecutionsTable = TaskExecutionsTable(),
        checksSchema: Bool = true,
        testMode: Bool = false
    ) {
        self.database = database
        isTestMode = testMode
        statements = TaskExecutionStatements(table: table, dialect: database.dialect)
        schemaCheck = SchemaCheck(isNeeded: checksSchema)
        insertQueue = statements.locksRows ? nil : InsertQueue()
    }

    /// Where the executions are.
    // Not stored here: it is large, and each call copies the storage.
    public var table: TaskExecutionsTable { statements.table }

    /// The operations on an open connection of the same database, inside the transaction that is open there.
    public func on(_ connection: Database.Connection) -> SQLTaskExecutions<Database.Connection> {
        on(connection, with: statements)
    }

    private func on(
        _ connection: Database.Connection, with statements: TaskExecutionStatements
    ) -> SQLTaskExecutions<Database.Connection> {
        SQLTaskExecutions(connection: connection, statements: statements)
    }

    public func insert(_ executions: [TaskExecution]) async throws {
        if executions.isEmpty { return }
        guard let insertQueue else { return try await insertAtOnce(executions) }
        try await insertQueue.perform(executions) { try await insertAtOnce($0) }
    }

    private func insertAtOnce(_ executions: [TaskExecution]) async throws {
        let chunks = InsertChunks(executions)
        try await SQLTaskExecutions<Database.Connection>.namingTakenID {
            try await perform(isOneStatement: chunks.areOneStatement) { try await $0.insert(chunks) }
        } takenID: {
            try await read { try await $0.takenID(of: executions) }
        }
    }

    public func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        if lookups.isEmpty { return [] }
        let ids = LookupIDs(lookups.map(\.executionID))
        return try await read(isOneStatement: ids.areOneStatement) { try await $0.get(lookups, ids) }
    }

    public func get(sleepingTaskUniqueIDs ids: [String]) async throws -> [TaskExecution?] {
        if ids.isEmpty { return [] }
        let ids = LookupIDs(ids)
        return try await read(isOneStatement: ids.areOneStatement) { try await $0.get(sleepingTaskUniqueIDs: ids) }
    }

    @discardableResult
    public func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        if requests.isEmpty { return [] }
        if requests.count == 1, requests[0].children.isEmpty {
            return [try await write(isOneStatement: true) { try await $0.update(requests[0]) }]
        }
        if try await updateAll(requests) { return [Bool](repeating: true, count: requests.count) }
        let plan = UpdatePlan(requests, returnsWhileUpdating: statements.returnsWhileUpdating)
        let outcomes = try await write(isOneStatement: plan.isOneStatement) {
            try await $0.update(requests, by: plan)
        }
        return try outcomes.map { try $0.get() }
    }

    /// Whether all executions were there and were changed, by few statements that return nothing; if not, nothing was.
    private func updateAll(_ requests: [TaskExecutionUpdateRequest]) async throws -> Bool {
        if statements.returnsWhileUpdating { return false }
        guard let groups = UpdatePlan.statements(for: requests) else { return false }
        do {
            try await write(isOneStatement: false) { try await $0.updateAll(groups) }
            return true
        } catch is NotAllUpdated {
            return false
        }
    }

    public func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        if limit <= 0 { return SelectedTaskExecutions() }
        return try await write(isOneStatement: statements.returnsWhileUpdating) {
            try await $0.updateAndReturn(selector, limit: limit, update: update)
        }
    }

    public func updateAndCount(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        if limit <= 0 { return 0 }
        return try await write(isOneStatement: true) {
            try await $0.updateAndCount(selector, limit: limit, update: update)
        }
    }

    public func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        if limit <= 0 { return 0 }
        return try await write(isOneStatement: false) {
            try await $0.updateAndDecrementParents(selector, limit: limit, update: update)
        }
    }

    public func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]] {
        if parentExecutionIDs.isEmpty { return [] }
        let ids = LookupIDs(parentExecutionIDs)
        return try await read(isOneStatement: ids.areOneStatement) { try await $0.children(ofExecutions: ids) }
    }

    public func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        if requests.isEmpty { return }
        try await write(isOneStatement: requests.count == 1) { try await $0.updateChildren(requests) }
    }

    public func delete(executionID: String) async throws {
        if !isTestMode { return }
        let statement = TypedSQL.delete(table).where(eq(table.executionID, executionID))
        _ = try await database.single { try await $0.run(statement) }
    }

    public func deleteAll() async throws {
        if !isTestMode { return }
        let statement = TypedSQL.delete(table).everyRow()
        _ = try await database.single { try await $0.run(statement) }
    }

    func read<Result: Sendable>(
        isOneStatement: Bool = false,
        _ body: @escaping @Sendable (SQLTaskExecutions<Database.Connection>) async throws -> Result
    ) async throws -> Result {
        let statements = try await schemaCheck.statements(of: self, toRead: true)
        do {
            if isOneStatement { return try await database.singleRead { try await body(on($0, with: statements)) } }
            return try await database.read { try await body(on($0, with: statements)) }
        } catch {
            throw TaskExecutionRefusedError(error) ?? error
        }
    }

    func write<Result: Sendable>(
        isOneStatement: Bool,
        _ body: @escaping @Sendable (SQLTaskExecutions<Database.Connection>) async throws -> Result
    ) async throws -> Result {
        do {
            return try await perform(isOneStatement: isOneStatement, body)
        } catch {
            throw TaskExecutionRefusedError(error) ?? error
        }
    }

    /// As ``write(isOneStatement:_:)``, with the driver's own errors.
    private func perform<Result: Sendable>(
        isOneStatement: Bool,
        _ body: @escaping @Sendable (SQLTaskExecutions<Database.Connection>) async throws -> Result
    ) async throws -> Result {
        _ = try await schemaCheck.statements(of: self, toRead: false)
        if isOneStatement { return try await database.single { try await body(on($0)) } }
        return try await database.transaction { try await body(on($0)) }
    }
}

extension TaskExecutionRefusedError {
    /// - Returns: `nil` if the same call may succeed later.
    fileprivate init?(_ error: any Error) {
        switch error {
        case let error as any SQLDatabaseError where error.isPermanentRefusal: self.init(error.message)
        case let error as SQLBindingError: self.init(error.description)
        case let error as SQLRenderingError where error.reason == .textContainsNUL: self.init(error.description)
        default: return nil
        }
    }
}
