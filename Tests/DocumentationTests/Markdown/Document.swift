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

    /// The documents beside the manifest and those under `docs`.
    static let all: [Document] = ["", "docs/"].flatMap { folder -> [Document] in
        let url = projectFolder.appending(path: folder)
        let files = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return files.filter { $0.hasSuffix(".md") }.sorted().compactMap { file in
            guard let text = try? String(contentsOf: url.appending(path: file), encoding: .utf8) else { return nil }
            return Document(path: folder + file, text: text)
        }
    }
}
