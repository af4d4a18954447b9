public import Logging
public import TypedSQL

/// An SQLite database: one connection that writes, and several that read.
///
/// Writes that wait at the same time share one commit; reads never wait for a write. What may take long, for a slow disk or
/// for another process that holds the lock, is done on threads of the database's own, so that other tasks go on.
///
/// ```swift
/// let database = try await SQLiteDatabase(path: "orders.db")
/// try await database.transaction { try await $0.run(insert(orders).values { $0.amount = 5 }) }
/// await database.close()
/// ```
public final class SQLiteDatabase: SQLDatabase {
    public let dialect = SQLiteDialect()
    /// The file; `:memory:` for a database in memory.
    public let path: String
    /// The configuration with which it was opened.
    public let configuration: SQLiteConfiguration

    private let writer: Writer
    private let writerThread: ConnectionThreads
    /// `nil` for a database in memory, which has one connection.
    private let readers: Readers?
    private let readerThreads: ConnectionThreads?
    /// `nil` for a database in memory.
    let logPath: String?
    private let calls = OpenCalls()

    static let inMemoryPath = ":memory:"

    /// Opens a file, and makes it, readable to its owner alone, where it does not exist.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - configuration: How the file is opened and used.
    ///   - logger: Is told where the log grows because somebody reads for long.
    /// - Throws: ``SQLiteError``; nothing is left open then.
    public convenience init(
        path: String, configuration: SQLiteConfiguration = SQLiteConfiguration(), logger: Logger? = nil
    ) async throws {
        try await self.init(opening: path == Self.inMemoryPath ? "./" + path : path, configuration, logger)
    }

    /// Opens a new, empty database in memory, which is gone when it is closed.
    public static func inMemory(configuration: SQLiteConfiguration = SQLiteConfiguration()) async throws
        -> SQLiteDatabase
    {
        try await SQLiteDatabase(opening: inMemoryPath, configuration, nil)
    }

    private init(opening path: String, _ configuration: SQLiteConfiguration, _ logger: Logger?) async throws {
        self.path = path
        self.configuration = configuration
        LogWrites.prepare()
        let writerThread = ConnectionThreads(named: "sqlite writer", count: 1)
        self.writerThread = writerThread
        let writer: Writer
        do {
            writer = try await withTaskExecutorPreference(writerThread) {
                Writer(
                    try OwnedConnection(path: path, configuration: configuration, isReader: false), of: path,
                    on: writerThread, logger
                )
            }
        } catch {
            writerThread.stop()
            await writerThread.waitUntilStopped()
            throw error
        }
        self.writer = writer
        logPath = writer.logPath
        writerThread.serve(whenIdle: { writer.performWaiting() }) { writer.close() }
        if path == Self.inMemoryPath {
            readers = nil
            readerThreads = nil
            return
        }
        let readerThreads = ConnectionThreads(named: "sqlite reader", count: max(1, configuration.readers))
        self.readerThreads = readerThreads
        do {
            let readers = try await withTaskExecutorPreference(readerThreads) {
                Readers(
                    try (0..<max(1, configuration.readers)).map { _ in
                        try OwnedConnection(path: path, configuration: configuration, isReader: true)
                    }
                )
            }
            self.readers = readers
            readerThreads.serve { readers.close() }
        } catch {
            readers = nil
            await close()
            throw error
        }
    }

    deinit {
        readerThreads?.stop()
        writerThread.stop()
    }

    @discardableResult
    public func transaction<Result: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        try await perform { try await writer.perform(.transaction, body) }
    }

    @discardableResult
    public func single<Result: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        try await perform { try await writer.perform(.single, body) }
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        try await read(inTransaction: true, body)
    }

    public func singleRead<Result: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        try await read(inTransaction: false, body)
    }

    private func read<Result: Sendable>(
        inTransaction: Bool, _ body: @escaping @Sendable (SQLiteConnection) async throws -> Result
    ) async throws -> Result {
        try await perform {
            guard let readers, let readerThreads else {
                return try await writer.perform(.read, body)
            }
            return try await readers.perform(inTransaction: inTransaction, on: readerThreads, body)
        }
    }

    /// Finishes what was asked for, writes the log back into the file, and closes all connections. Later calls throw
    /// ``SQLiteError/Code/closed``; closing twice does nothing.
    public func close() async {
        await calls.close()
        // The writer goes last: the log can be written back only when nobody reads from it.
        readerThreads?.stop()
        await readerThreads?.waitUntilStopped()
        writerThread.stop()
        await writerThread.waitUntilStopped()
    }

    private func perform<Result: Sendable>(_ call: () async throws -> Result) async throws -> Result {
        if OpenBody.isOpen(of: ObjectIdentifier(self)) {
            let message = "a body called the database that waits for it; let it use its connection"
            throw SQLiteError(.statement, message: message, path: path)
        }
        if !calls.begin() { throw SQLiteError(.closed, message: "the database was closed before", path: path) }
        defer { calls.end() }
        return try await OpenBody.with(ObjectIdentifier(self), call)
    }
}
