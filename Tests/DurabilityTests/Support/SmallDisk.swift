import Foundation

/// A disk of its own for one test, so small that it can be filled.
struct SmallDisk {
    let folder: TemporaryFolder

    struct CanNotBeMounted: Error {}

    /// In a container even root may not be allowed to.
    static let canBeMounted: Bool = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mount-\(UUID())")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return getuid() == 0 && mount(folder.path, megabytes: 1) == 0 && run("umount", folder.path) == 0
    }()

    static func with(megabytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            if mount(folder.path, megabytes: megabytes) != 0 { throw CanNotBeMounted() }
            defer { _ = run("umount", "--lazy", folder.path) }
            try await body(SmallDisk(folder: folder))
        }
    }

    /// Takes all room that is left.
    func fill() throws {
        let ballast = open(folder.path("ballast"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(ballast) }
        let block = [UInt8](repeating: 1, count: 4_096)
        while write(ballast, block, block.count) > 0 {}
    }

    /// Gives it back.
    func makeRoom() throws { try FileManager.default.removeItem(atPath: folder.path("ballast")) }

    private static func mount(_ folder: String, megabytes: Int) -> Int32? {
        run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "none", folder)
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
}
