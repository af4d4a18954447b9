import Foundation

/// The example program that was built beside these tests.
struct DocumentIndexCommand {
    let folder: IndexedFolder

    func start(_ arguments: String...) throws -> Process {
        let process = Process()
        process.executableURL = Self.products.appending(path: "document-index")
        process.arguments = arguments + ["--database", folder.database]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: folder.emptyFile("output"))
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    func startRun() throws -> Process { try start("run", folder.path) }

    func wait(for process: Process) async throws {
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// - Returns: The lines that it printed.
    func output(of arguments: String...) async throws -> [String] {
        let process = Process()
        let output = try folder.emptyFile("search")
        process.executableURL = Self.products.appending(path: "document-index")
        process.arguments = arguments + ["--database", folder.database]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        try await wait(for: process)
        return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// Approves the run that is not in use yet, if it has got to asking.
    func approve() async throws {
        guard let runID = try? await IndexObserver(folder.database).openRun() else { return }
        let process = Process()
        process.executableURL = Self.products.appending(path: "document-index")
        process.arguments = ["approve", runID, "--database", folder.database]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try await wait(for: process)
    }

    static var products: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        return bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    }
}
