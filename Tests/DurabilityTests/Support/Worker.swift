import Foundation

/// A process of `DurabilityWorker`.
final class Worker {
    private let process = Process()
    private let output = Pipe()

    static let url = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "DurabilityWorker")

    init(_ arguments: [String], errors: FileHandle = .standardError) throws {
        process.executableURL = Self.url
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// `false` where it had ended before.
    func kill() -> Bool {
        guard process.isRunning else { return false }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return wasKilled
    }

    /// Waits until it has ended, and returns what it said.
    @discardableResult
    func finish() throws -> Data {
        // One that never ends, for it never comes to the point where it is to die, is ended in another way than by a kill.
        let process = process
        let guardian = DispatchWorkItem { if process.isRunning { process.terminate() } }
        DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: guardian)
        defer { guardian.cancel() }
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }

    var isRunning: Bool { process.isRunning }
    var wasKilled: Bool { process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL }
    var hasSucceeded: Bool { process.terminationReason == .exit && process.terminationStatus == 0 }
}
