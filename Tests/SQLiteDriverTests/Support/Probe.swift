import Foundation

/// Another process on the same file.
struct Probe {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    static let url = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "SQLiteProbe")

    /// - Parameters:
    ///   - prefix: A command that runs the probe in another way, such as as another user.
    ///   - folder: Where it runs.
    init(_ arguments: String..., prefix: [String] = [], folder: URL? = nil) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = prefix + [Self.url.path] + arguments
        process.standardInput = input
        process.currentDirectoryURL = folder
        process.standardOutput = output
        try process.run()
    }

    /// What it says first.
    func firstLine() -> String {
        var line = Data()
        while let byte = try? output.fileHandleForReading.read(upToCount: 1), byte.first != 10, !byte.isEmpty {
            line += byte
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Ends its input, and waits until it has ended and said its last.
    func finish() throws -> String {
        try input.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
