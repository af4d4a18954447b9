import DurableExecutionStorage
import SQLiteDriver
import TypedSQL

/// The database: the index, and the tasks that make it.
struct IndexStore: Sendable {
    let storage: SQLTaskExecutionsStorage<SQLiteDatabase>
    private let words = DocumentWordsTable()
    private let runs = IndexRunsTable()

    private var database: SQLiteDatabase { storage.database }

    /// Makes the tables where they are missing.
    init(_ database: SQLiteDatabase) async throws {
        let modules = SQLiteModulesTable()
        let fts5 = select(modules.name).from(modules).where(eq(modules.name, "fts5"))
        guard try await database.read({ try await $0.first(fts5) }) != nil else {
            throw IndexFailure("this system's SQLite has no full-text search: install one that was built with FTS5")
        }
        storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable("index_executions"))
        try await storage.migrate()
        try await database.transaction { [runs] connection in
            try await connection.run(DocumentWordsTable.creation)
            if try connection.description(ofTable: runs.tableName) == nil { try await connection.run(runs.createTable) }
        }
    }

    /// The run of a folder that nobody was told the end of, or else a new one, stored together with its execution.
    func begin(_ execution: TaskExecution, folder: String) async throws -> (runID: String, isNew: Bool) {
        try await database.transaction { [runs, storage] connection in
            let isOpen = and(eq(runs.folder, folder), eq(runs.isReported, false))
            if let open = try await connection.first(select(runs.id).from(runs).where(isOpen)) { return (open, false) }
            let run = insert(runs).values {
                $0.id = execution.executionID
                $0.folder = folder
                $0.isInUse = false
                $0.isReported = false
            }
            try await connection.run(run)
            try await storage.on(connection).insert([execution])
            return (execution.executionID, true)
        }
    }

    /// Puts a document's words into the index and ends the task that does so, in one transaction: the body may run again
    /// after a crash or an error, and yet the row is there once.
    func write(_ document: SplitDocument, _ context: TaskContext) async throws -> IndexedDocument {
        let path = document.words.path
        return try await database.transaction { [words, storage] connection in
            let row = insert(words).values {
                $0.runID = document.runID
                $0.path = path
                $0.words = document.words.words.joined(separator: " ")
                $0.wordCount = document.words.words.count
            }
            try await connection.run(row)
            if ArtificialFailure.isDueAtWriting(path, context) { throw DocumentFailure("the index is busy") }
            let output = IndexedDocument(words: document.words.words.count)
            return try await storage.on(connection).complete(context, with: output)
        }
    }

    /// Checks that the index holds what the tasks say, drops what earlier runs left, lets searches see this one, and ends its
    /// task: all in one transaction.
    func putIntoUse(_ totals: IndexTotals, _ context: TaskContext) async throws -> IndexTotals {
        try await database.transaction { [words, runs, storage] connection in
            let runID = context.executionID
            let rows = try await connection.all(select(words.wordCount).from(words).where(eq(words.runID, runID)))
            guard rows.count == totals.documents, rows.reduce(0, +) == totals.words else {
                throw DocumentFailure(
                    """
                    the index holds \(rows.count) documents with \(rows.reduce(0, +)) words and should hold \
                    \(totals.documents) with \(totals.words)
                    """
                )
            }
            let isOver = or(eq(runs.isInUse, true), eq(runs.isReported, true))
            for earlierID in try await connection.all(select(runs.id).from(runs).where(isOver)) {
                try await connection.run(delete(words).where(eq(words.runID, earlierID)))
                try await connection.run(delete(runs).where(eq(runs.id, earlierID)))
            }
            try await connection.run(update(runs).set { $0.isInUse = true }.where(eq(runs.id, runID)))
            return try await storage.on(connection).complete(context, with: totals)
        }
    }

    func markReported(_ runID: String) async throws {
        let statement = update(runs).set { $0.isReported = true }.where(eq(runs.id, runID))
        _ = try await database.single { try await $0.run(statement) }
    }

    /// The documents of the index in use that hold all of these words.
    func search(_ terms: [String]) async throws -> [String] {
        // In quotes, so that nothing in a word is an operator.
        let query = terms.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: " ")
        let inUse = select(runs.id).from(runs).where(eq(runs.isInUse, true))
        let statement = select(words.path).from(words)
            .where(and(Condition("\(words) match \(query)"), Condition("\(words.runID) in \(inUse)")))
            .orderBy(asc(sql("rank", as: Double.self)))
        return try await database.read { try await $0.all(statement) }
    }
}
