import Foundation

/// A worker, seen from the process that shows the picture.
struct WorkerProcess {
    private let process = Process()

    init(database: String) throws {
        process.executableURL = Bundle.main.executableURL
        process.arguments = ["worker", database]
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    var id: Int32 { process.processIdentifier }

    var isRunning: Bool { process.isRunning }

    /// Kills it with SIGKILL, which no process can catch or delay.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
