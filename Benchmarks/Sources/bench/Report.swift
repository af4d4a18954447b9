internal import Foundation

/// What a scenario prints: a table for people, or one JSON object for programs.
protocol Report: Encodable {
    var lines: [String] { get }
}

extension Report {
    func text(asJSON: Bool) throws -> String {
        if !asJSON { return lines.joined(separator: "\n") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
