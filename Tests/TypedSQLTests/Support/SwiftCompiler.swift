import Foundation

/// The compiler of the toolchain, which judges a source against the built module without building it.
struct SwiftCompiler {
    let modules: URL

    /// `nil` where the built module can't be found.
    init?() {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [tests, package.appending(path: ".build/debug")].map { $0.appending(path: "Modules") }
        let isBuilt = { (folder: URL) in
            FileManager.default.fileExists(atPath: folder.appending(path: "TypedSQL.swiftmodule").path)
        }
        guard let modules = candidates.first(where: isBuilt) else { return nil }
        self.modules = modules
    }

    /// The errors in a source; an empty text if it compiles.
    func errors(in source: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).swift")
        try source.write(to: file, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swiftc", "-typecheck", "-swift-version", "6", "-I", modules.path, file.path]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? "" : text
    }
}
