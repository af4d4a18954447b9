import Foundation
public import PostgreSQLDriver
import Synchronization
import TypedSQL

/// A server that ends with the process that started it; see Scripts/private-postgresql.
public actor TestServer {
    /// One for all tests that leave the server as it is.
    public static let shared = SharedServer(.server)

    /// One behind PgBouncer, which gives each transaction another connection.
    public static let pooled = SharedServer(.pooler)

    public enum Command: String, Sendable {
        case stop, start, kill, pause, resume
        case poolTransactions = "pool-transactions"
        case poolSessions = "pool-sessions"
    }

    struct DidNotStart: Error {}

    private let process = Process()
    private let input = Pipe()
    private let answers: FileHandle
    public nonisolated let connectionString: String
    /// Leads through the pooler, once there is one.
    public nonisolated var pooledConnectionString: String {
        connectionString.replacing("port=5432", with: "port=6432")
    }

    /// Skips the current test if no server is installed.
    public init(options: [String] = []) async throws {
        try Installation.server.skipTestIfMissing()
        try await self.init(installedWith: options)
    }

    init(installedWith options: [String]) async throws {
        let output = Pipe()
        process.executableURL = Installation.script
        process.arguments = options
        process.standardInput = input
        process.standardOutput = output
        // No other process that a test starts may hold the end whose closing stops the server.
        for pipe in [input, output] {
            for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
                _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
            }
        }
        try process.run()
        answers = output.fileHandleForReading
        connectionString = await Self.line(from: answers)
        if connectionString.isEmpty { throw DidNotStart() }
    }

    public func tell(_ command: Command) async throws {
        if [.poolTransactions, .poolSessions].contains(command) { try Installation.pooler.skipTestIfMissing() }
        try input.fileHandleForWriting.write(contentsOf: Data("\(command.rawValue)\n".utf8))
        _ = await Self.line(from: answers)
    }

    /// Stops the server for good.
    public func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// A line without its end, read on a thread that may wait.
    private static func line(from file: FileHandle) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var line = Data()
                while let byte = try? file.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) { line += byte }
                continuation.resume(returning: String(decoding: line, as: UTF8.self))
            }
        }
    }

    /// A database whose tables are in a schema that is new.
    ///
    /// - Parameter isPooled: Whether it is reached through the pooler.
    public func database(
        configuration: PostgreSQLConfiguration = PostgreSQLConfiguration(), isPooled: Bool = false
    ) async throws -> PostgreSQLDatabase {
        try PostgreSQLDatabase(
            isPooled ? pooledConnectionString : connectionString, configuration: try await newSchema(configuration)
        )
    }

    /// Leads other processes to a schema that is new.
    public func connectionStringOfNewSchema() async throws -> String {
        let schema = try await newSchema().schema ?? ""
        return connectionString + " options='-c search_path=\(schema)'"
    }

    /// The configuration of databases that share a schema that is new.
    public func newSchema(
        _ configuration: PostgreSQLConfiguration = PostgreSQLConfiguration()
    ) async throws -> PostgreSQLConfiguration {
        var configuration = configuration
        let name = "test_\(UUID().uuidString.lowercased())"
        let maker = try PostgreSQLDatabase(connectionString)
        _ = try await maker.single { try await $0.run(SQL([.literal("create schema "), .identifier(name)])) }
        await maker.close()
        configuration.schema = name
        return configuration
    }
}
