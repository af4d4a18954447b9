import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// A disk of one megabyte.
@Suite struct FullDiskTests {
    /// In a container even root may not be allowed to.
    static let canMount: Bool = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mount-\(UUID())")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return getuid() == 0 && mount(folder.path) == 0 && run("umount", folder.path) == 0
    }()

    private static func mount(_ folder: String) -> Int32? {
        run("mount", "-t", "tmpfs", "-o", "size=1m", "none", folder)
    }

    /// The exit code.
    private static func run(_ command: String...) -> Int32? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test(.enabled(if: canMount, "a small disk can't be mounted here"))
    func aRealFullDiskIsAnErrorAndLosesNothing() async throws {
        try await TemporaryFolder.with { folder in
            try #require(Self.mount(folder.path) == 0)
            defer { _ = Self.run("umount", folder.path) }
            let database = try await folder.database()
            try await database.makeNotes()
            try await database.add("kept")
            var stored = 1
            var code: SQLiteError.Code?
            while code == nil {
                do {
                    try await database.add("\(stored)" + String(repeating: "x", count: 50_000))
                    stored += 1
                } catch {
                    code = try #require(error as? SQLiteError).code
                }
            }
            #expect(code == .diskFull)
            #expect(try await database.texts().count == stored)
            await database.close()
            let again = try await folder.database()
            #expect(try await again.texts().count == stored)
            await again.close()
        }
    }
}
