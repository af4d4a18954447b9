import Foundation

/// The compiler of the toolchain, asked whether a source fits the modules beside the running test, without building it.
public enum SwiftCompiler {
    struct MissingModules: Error, CustomStringConvertible {
        var description: String { "the folder “Modules” of the build was found beside none of the test's arguments" }
    }

    /// What the compiler says: nothing where all is well, a warning too where it is not.
    public static func complaints(about source: String) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "source-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "main.swift")
        try Data(source.utf8).write(to: file)
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        let output = try FileHandle(forWritingTo: log)
        let process = Process()
        #if os(macOS)
        process.executableURL = URL(filePath: "/usr/bin/xcrun")
        #else
        process.executableURL = URL(filePath: "/usr/bin/env")
        #endif
        process.arguments = ["swiftc"] + options(modules: try modules()) + [file.path]
        process.standardOutput = output
        process.standardError = output
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        if process.terminationStatus != 0, text.isEmpty { return "the compiler failed and said nothing" }
        return text
    }

    private static func options(modules: URL) -> [String] {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let moduleMaps = ["CSQLite", "CPostgreSQL"].flatMap { module in
            ["-Xcc", "-fmodule-map-file=\(project.appending(path: "Sources/\(module)/module.modulemap").path)"]
        }
        return [
            "-typecheck", "-swift-version", "6", "-warnings-as-errors",
            "-enable-upcoming-feature", "MemberImportVisibility", "-enable-upcoming-feature", "ExistentialAny",
            "-I", modules.path,
            // Where Debian has libpq's headers.
            "-Xcc", "-I/usr/include/postgresql",
        ] + moduleMaps
    }

    /// The folder with the built modules, which lies beside the test's own binary.
    private static func modules() throws -> URL {
        for argument in CommandLine.arguments where argument.contains(".xctest") {
            var folder = URL(filePath: argument)
            while folder.path.count > 1 {
                folder.deleteLastPathComponent()
                let modules = folder.appending(path: "Modules")
                if FileManager.default.fileExists(atPath: modules.appending(path: "TypedSQL.swiftmodule").path) {
                    return modules
                }
            }
        }
        throw MissingModules()
    }
}
