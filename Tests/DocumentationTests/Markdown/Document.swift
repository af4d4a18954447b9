import Foundation
import Testing

/// A document of the project, as its readers get it.
struct Document: Sendable, CustomTestStringConvertible {
    /// The path from the project's folder: `docs/architecture.md`.
    let path: String
    let lines: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var testDescription: String { path }

    static let projectFolder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The documents beside the manifest, those under `docs`, and those of the catalogues beside the sources.
    static let all: [Document] = (["", "docs/"] + catalogueFolders).flatMap { folder -> [Document] in
        files(in: folder).filter { $0.hasSuffix(".md") }.compactMap { file in
            let url = projectFolder.appending(path: folder + file)
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
            return Document(path: folder + file, text: text)
        }
    }

    private static var catalogueFolders: [String] {
        files(in: "Sources/").flatMap { module in
            files(in: "Sources/\(module)/").filter { $0.hasSuffix(".docc") }.map { "Sources/\(module)/\($0)/" }
        }
    }

    private static func files(in folder: String) -> [String] {
        let path = projectFolder.appending(path: folder).path
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
