internal import CSQLite
public import TypedSQL

/// An SQLite database: one connection that writes, several that read, each on a thread of its own.
///
/// Writes that wait at the same time share one commit; reads never wait for a write. No thread of Swift's tasks is ever
/// blocked, however slow the disk is or however long another process holds the lock.
///
/// ```swift
/// let database = try await SQLiteDatabase(path: "orders.db")
/// try await database.transaction { try $0.run(insert(orders).values { $0.amount = 5 }) }
/// await database.close()
/// ```
public final class SQLiteDatabase: SQLDatabase {
    public let dialect = SQLiteDialect()
    /// The file; `:memory:` for a database in memory.
    public let path: String
    public let configuration: SQLiteConfiguration

    private let writes: WorkQueue<Work>
    /// The same queue as `writes` for a database in memory, which has one connection.
    private let reads: WorkQueue<Work>
    private let threads: ThreadCount

    static let inMemoryPath = ":memory:"

    /// Opens a file, and makes it, readable to its owner alone, where it does not exist.
    ///
    /// - Throws: ``SQLiteError``; nothing is left open then.
    public convenience init(path: String, configuration: SQLiteConfiguration = SQLiteConfiguration()) async throws {
        try await self.init(opening: path == Self.inMemoryPath ? "./" + path : path, configuration)
    }

    /// Opens a new, empty database in memory, which is gone when it is closed.
    public static func inMemory(configuration: SQLiteConfiguration = SQLiteConfiguration()) async throws
        -> SQLiteDatabase
    {
        try await SQLiteDatabase(opening: inMemoryPath, configuration)
    }

    private init(opening path: String, _ configuration: SQLiteConfiguration) async throws {
        self.path = path
        self.configuration = configuration
        let writes = WorkQueue<Work>()
        let readers = path == Self.inMemoryPath ? 0 : max(1, configuration.readers)
        let reads = readers == 0 ? writes : WorkQueue<Work>()
        let threads = ThreadCount()
        self.writes = writes
        self.reads = reads
        self.threads = threads
        do {
            try await threads.start(named: "sqlite writer") {
                try SQLiteConnection.open(path: path, configuration: configuration, isReader: false)
            } serve: { connection in
                let writer = Writer(connection: connection)
                while let works = writes.take(atMost: Writer.largestCommit) { writer.perform(works) }
                connection.writeBackLog()
            }
            for _ in 0..<readers {
                try await threads.start(named: "sqlite reader") {
                    try SQLiteConnection.open(path: path, configuration: configuration, isReader: true)
                } serve: { connection in
                    let reader = Reader(connection: connection)
                    while let works = reads.take(atMost: 1) { for work in works { reader.perform(work) } }
                }
            }
        } catch {
            reads.close()
            writes.close()
            await threads.waitForAll()
            throw error
        }
    }

    deinit {
        reads.close()
        writes.close()
    }

    @discardableResult
    public func transaction<Result: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) throws -> Result
    ) async throws -> Result {
        try await perform(.transaction, in: writes, body)
    }

    @discardableResult
    public func single<Result: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) throws -> Result
    ) async throws -> Result {
        try await perform(.single, in: writes, body)
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) throws -> Result
    ) async throws -> Result {
        try await perform(.read, in: reads, body)
    }

    /// Finishes what was asked for, writes the log back into the file, and closes all connections. Later calls throw
    /// ``SQLiteError/Code/closed``; closing twice does nothing.
    public func close() async {
        // The writer goes last: the log can be written back only when nobody reads from it.
        if reads !== writes { reads.close() }
        await threads.wait(until: 1)
        writes.close()
        await threads.waitForAll()
    }

    private func perform<Result: Sendable>(
        _ kind: Work.Kind, in queue: WorkQueue<Work>, _ body: @escaping @Sendable (SQLiteConnection) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { caller in
            let work = Work(kind, body, answering: caller)
            if !queue.add(work) {
                work.fail(SQLiteError(.closed, message: "the database was closed before", path: path))
            }
        }
    }
}
