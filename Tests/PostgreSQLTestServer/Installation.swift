import Foundation
import Testing

/// What a test needs on this machine. Tests that need what is missing are skipped, and reported as such.
public enum Installation: Sendable {
    case server, pooler

    static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../Scripts/private-postgresql")

    /// Call it in the test itself: what is skipped is the test of the current Swift task.
    public func skipTestIfMissing() throws {
        if isInstalled { return }
        let reason: Comment =
            self == .server ? "no PostgreSQL server is installed" : "no PostgreSQL server or no PgBouncer is installed"
        #if compiler(>=6.3)
        try Test.cancel(reason)
        #else
        throw Missing(description: reason.rawValue)
        #endif
    }

    private var isInstalled: Bool { self == .server ? Self.hasServer : Self.hasPooler }

    private static let hasServer = succeeds("--check")
    private static let hasPooler = succeeds("--check-pooler")

    private static func succeeds(_ argument: String) -> Bool {
        let process = Process()
        process.executableURL = script
        process.arguments = [argument]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    private struct Missing: Error, CustomStringConvertible {
        let description: String
    }
}
