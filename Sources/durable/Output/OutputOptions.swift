import ArgumentParser
import Foundation

/// How a command says what it found.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON object instead of lines of text.")
    var json = false

    /// Prints the report as JSON, or, where that was not asked for, its lines.
    func print(_ report: some Encodable, lines: [String]) throws {
        if !json {
            for line in lines { Swift.print(line) }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}
