internal import DurableExecutionStorage
internal import Foundation
internal import PostgreSQLDriver
internal import TypedSQL

/// The server that is measured: one that somebody named, or one of the benchmark's own that ends with it.
final class PostgreSQLServer {
    let connectionString: String
    private let process: Process?
    private let input = Pipe()
    private var schemas = 0
    private let name = "bench_\(UUID().uuidString.prefix(8).lowercased())"

    struct DidNotStart: Error, CustomStringConvertible {
        let description = "no PostgreSQL server could be started; what it said is above"
    }

    /// - Parameter settings: Those of a server of the benchmark's own: `fsync=off`.
    init(_ connectionString: String?, settings: [String]) throws {
        if let connectionString {
            self.connectionString = connectionString
            process = nil
            return
        }
        let output = Pipe()
        let process = Process()
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        process.executableURL = folder.appending(path: "../../../../Scripts/private-postgresql").standardizedFileURL
        process.arguments = settings.flatMap { ["-c", $0] }
        process.standardInput = input
        process.standardOutput = output
        // The closing of the input ends the server, so that no other process may hold it.
        for pipe in [input, output] {
            for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
                _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
            }
        }
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), let first = byte.first {
            if first == UInt8(ascii: "\n") { break }
            line.append(first)
        }
        if line.isEmpty { throw DidNotStart() }
        self.connectionString = String(decoding: line, as: UTF8.self)
        self.process = process
    }

    func end() {
        try? input.fileHandleForWriting.close()
        process?.waitUntilExit()
    }

    /// Runs the body with the table of executions in a schema of its own.
    func withTable<Result>(
        _ body: (_ schema: String, SQLTaskExecutionsStorage<PostgreSQLDatabase>) async throws -> Result
    ) async throws -> Result {
        schemas += 1
        let schema = "\(name)_\(schemas)"
        let administration = try PostgreSQLDatabase(connectionString)
        _ = try await administration.single {
            try await $0.run("create schema \(identifier: schema)" as SQL)
        }
        let storage = try Self.storage(connectionString, schema: schema)
        try await storage.migrate()
        let result = try await body(schema, storage)
        await storage.database.close()
        _ = try await administration.single {
            try await $0.run("drop schema \(identifier: schema) cascade" as SQL)
        }
        // What the next measurement would otherwise pay for.
        _ = try? await administration.single { try await $0.run("checkpoint") }
        await administration.close()
        return result
    }

    static func storage(
        _ connectionString: String, schema: String
    ) throws -> SQLTaskExecutionsStorage<PostgreSQLDatabase> {
        var configuration = PostgreSQLConfiguration()
        configuration.schema = schema
        return SQLTaskExecutionsStorage(try PostgreSQLDatabase(connectionString, configuration: configuration))
    }
}
