import ArgumentParser
import Foundation

/// The format of a command's output.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON object instead of lines of text.")
    var json = false

    /// Prints the report as JSON, or its lines if JSON was not asked for. Only the form that is printed is built.
    func print<Report: Encodable>(
        _ report: @autoclosure () -> Report, lines: @autoclosure () -> [String]
    ) throws {
        if !json {
            for line in lines() { Swift.print(line.printable) }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(report()), as: UTF8.self).printableJSON)
    }
}
