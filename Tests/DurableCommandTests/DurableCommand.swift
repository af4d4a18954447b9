import Foundation

/// A run of the command that was built beside these tests.
struct DurableCommand {
    let exitCode: Int32
    let output: String
    let error: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// What `--json` printed.
    func json<Report: Decodable>(as _: Report.Type) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(output.utf8))
    }

    static func run(_ arguments: String...) async throws -> DurableCommand { try await run(arguments) }

    /// - Parameter columns: The width of the terminal; `nil` where the output goes to none.
    static func run(
        _ arguments: [String], columns: Int? = nil, environment: [String: String] = [:]
    ) async throws -> DurableCommand {
        // Files, and not pipes: nobody has to read them while the process runs.
        let folder = try TemporaryFolder()
        let output = try folder.emptyFile("output")
        let error = try folder.emptyFile("error")
        let process = process(arguments)
        process.environment = ProcessInfo.processInfo.environment
            .filter { $0.key != "COLUMNS" && !$0.key.hasPrefix("DURABLE_") }
            .merging(columns.map { ["COLUMNS": "\($0)"] } ?? [:]) { $1 }
            .merging(environment) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: error)
        try await withCheckedThrowingContinuation { (end: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in end.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                end.resume(throwing: error)
            }
        }
        return DurableCommand(
            exitCode: process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            error: try String(contentsOf: error, encoding: .utf8)
        )
    }

    /// The command, not started yet.
    static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = products.appending(path: "durable")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private static var products: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        return bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    }
}
