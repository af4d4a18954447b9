import Foundation

/// A new, empty folder, which is removed when nobody needs it any more.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "durable-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path() }

    func emptyFile(_ name: String) throws -> URL {
        let file = url.appending(path: name)
        try Data().write(to: file)
        return file
    }

    var contents: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: url.path()).sorted() }
    }
}
