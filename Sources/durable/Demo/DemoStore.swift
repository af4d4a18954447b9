import DurableExecutionStorage
import Foundation
import TypedSQL

/// The database of a demo.
struct DemoStore<Database: SQLDatabase>: Sendable {
    let database: Database
    let storage: SQLTaskExecutionsStorage<Database>
    /// The database's name for messages.
    private let name: String
    private let files = DemoFilesTable()
    private let runs = DemoRunsTable()

    private var executions: TaskExecutionsTable { storage.table }

    /// Makes the tables where they are missing.
    init(_ database: Database, name: String) async throws {
        self.database = database
        self.name = name
        // A table of its own: a database that is given may hold the executions of others.
        storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable("demo_executions"))
        try await storage.migrate()
        try await database.transaction { [files, runs] connection in
            try await connection.excludeOthers()
            if try await connection.description(ofTable: files.tableName) == nil {
                try await connection.run(files.createTable)
            }
            if try await connection.description(ofTable: runs.tableName) == nil {
                try await connection.run(runs.createTable)
            }
        }
    }

    /// Goes on with the run of this folder that was not finished, or else begins a new one.
    func begin(_ folder: BytePath) async throws -> DemoStart {
        let newID = UUID().uuidString
        return try await database.transaction { [self] connection in
            try await connection.excludeOthers()
            let found = try await connection.first(
                select(runs.id, runs.folder, runs.isScanned, runs.isReported).from(runs))
            if let (id, foundFolder, isScanned, isReported) = found {
                guard BytePath(escaped: foundFolder) == folder else { throw otherFolder(foundFolder) }
                if !isReported {
                    let progress = try await progress(connection)
                    return DemoStart(runID: id, isScanned: isScanned, progress: progress, isResumed: true)
                }
            }
            try await connection.run(delete(executions).everyRow())
            try await connection.run(delete(files).everyRow())
            try await connection.run(delete(runs).everyRow())
            let run = insert(runs).values {
                $0.id = newID
                $0.folder = folder.escaped
                $0.isScanned = false
                $0.isReported = false
            }
            try await connection.run(run)
            return DemoStart(runID: newID, isScanned: false, progress: DemoProgress(), isResumed: false)
        }
    }

    private func otherFolder(_ folder: String) -> CommandFailure {
        CommandFailure(
            """
            the database “\(name)” holds a demo of another folder, “\(folder)”: give another one with --database, \
            or remove this one
            """
        )
    }

    /// Stores the files that are new and their executions: both, or, where the process dies, neither.
    func add(_ prepared: [(path: String, execution: TaskExecution)]) async throws {
        try await database.transaction { [files, storage] connection in
            let rows = insert(files)
                .values(prepared) { row, file in
                    row.path = file.path
                    row.executionID = file.execution.executionID
                }
                .onConflictDoNothing(on: files.path)
                .returning(files.executionID)
            let new = Set(try await connection.all(rows))
            try await storage.on(connection).insert(prepared.map(\.execution).filter { new.contains($0.executionID) })
        }
    }

    func markScanned(_ runID: String) async throws {
        let statement = update(runs).set { $0.isScanned = true }.where(eq(runs.id, runID))
        _ = try await database.single { try await $0.run(statement) }
    }

    func markReported(_ runID: String) async throws {
        let statement = update(runs).set { $0.isReported = true }.where(eq(runs.id, runID))
        _ = try await database.single { try await $0.run(statement) }
    }

    func progress() async throws -> DemoProgress {
        try await database.read { [self] in try await progress($0) }
    }

    private func progress(_ connection: Database.Connection) async throws -> DemoProgress {
        let total = try await connection.first(select(count()).from(files)) ?? 0
        let ready =
            try await connection.first(select(count()).from(executions).where(eq(executions.status, .ready))) ?? 0
        let isLeased = and(eq(executions.status, .running), isNotNull(executions.expiresAt))
        let running = try await connection.first(select(count()).from(executions).where(isLeased)) ?? 0
        return DemoProgress(total: total, finished: total - ready - running)
    }

    /// Hands over each file with its execution as they stand now, page by page.
    func totals(of runID: String) async throws -> DemoTotals {
        try await database.read { [self] connection in
            guard try await connection.first(select(runs.id).from(runs)) == runID else { throw wasReplaced }
            var totals = DemoTotals()
            var page = try await page(after: nil, connection)
            while let last = page.last {
                let found = try await storage.on(connection).get(page.map { TaskExecutionLookup(executionID: $0.1) })
                for (file, execution) in zip(page, found) {
                    if let execution { try totals.add(path: file.0, execution) }
                }
                page = try await self.page(after: last.0, connection)
            }
            return totals
        }
    }

    private func page(after path: String?, _ connection: Database.Connection) async throws -> [(String, String)] {
        let rows = select(files.path, files.executionID).from(files)
            .where(path.map { gt(files.path, $0) })
            .orderBy(asc(files.path))
            .limit(500)
        return try await connection.all(rows)
    }

    private var wasReplaced: CommandFailure {
        CommandFailure("another process has begun a new run in “\(name)”: start again to join it")
    }
}
