import Foundation

/// The folder that is indexed.
struct DocumentFolder {
    /// Absolute, without links.
    let path: String

    init(_ path: String) throws {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false), isDirectory: &isFolder),
            isFolder.boolValue
        else { throw IndexFailure("there is no folder “\(path)”") }
        self.path = url.path(percentEncoded: false)
    }

    /// The documents below a folder as paths relative to it, in an order that is always the same.
    static func documents(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
