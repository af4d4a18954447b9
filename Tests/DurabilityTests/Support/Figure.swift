import Foundation

/// What a long run has shown, for the table of `make nightly`: a line of JSON in the file that `DURABLE_FIGURES` names.
struct Figure: Codable {
    var figure: String
    var value: Int
    var losses: Int

    func record() throws {
        guard let path = ProcessInfo.processInfo.environment["DURABLE_FIGURES"] else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let line = try encoder.encode(self) + Data("\n".utf8)
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: line)
        try file.close()
    }
}
