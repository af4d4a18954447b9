import Foundation

/// A process of one of the programs that this package builds for its tests.
final class Worker {
    enum Program: String {
        case worker = "DurabilityWorker"
        case simulator = "DurabilitySimulator"
    }

    private let process = Process()
    private let output = Pipe()

    init(
        _ arguments: [String], of program: Program = .worker, environment: [String: String] = [:],
        errors: FileHandle = .standardError
    ) throws {
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: program.rawValue)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// A test that fails leaves none behind.
    deinit {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// `false` where it had ended before.
    func kill() -> Bool {
        guard process.isRunning else { return false }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return wasKilled
    }

    /// Asks it to begin nothing new, and to end when everything has ended.
    func askToEnd() { process.terminate() }

    /// Waits until it has ended, and returns what it said.
    ///
    /// - Parameter seconds: How long it may take.
    @discardableResult
    func finish(within seconds: Int = 120) throws -> Data {
        // One that never ends, for it never comes to the point where it is to die, is ended in another way than by a kill.
        let process = process
        let guardian = DispatchWorkItem { if process.isRunning { process.interrupt() } }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: guardian)
        defer { guardian.cancel() }
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }

    var isRunning: Bool { process.isRunning }
    var wasKilled: Bool { process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL }
    var hasSucceeded: Bool { process.terminationReason == .exit && process.terminationStatus == 0 }
}
