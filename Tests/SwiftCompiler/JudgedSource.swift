public import Foundation

/// A source in a folder of such, with a part of the error that the compiler is to find in it in its first line:
/// `// expects: cannot convert`, or `// expects: nothing`.
///
/// What the source needs to be whole stands before it, in the file `Preamble.swift.txt` of the folder.
public struct JudgedSource: Sendable, CustomStringConvertible {
    struct MissingExpectation: Error, CustomStringConvertible {
        let description: String
    }

    public let name: String
    /// A part of the complaint; `nil` for a source in which all is right.
    public let expectedComplaint: String?
    private let text: String

    public var description: String { name }

    /// All sources of a folder.
    public static func all(in folder: URL) throws -> [JudgedSource] {
        let preamble = try String(contentsOf: folder.appending(path: "Preamble.swift.txt"), encoding: .utf8)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0 != "Preamble.swift.txt" }
            .sorted()
            .map { try JudgedSource(folder.appending(path: $0), preamble: preamble) }
    }

    private init(_ file: URL, preamble: String) throws {
        let source = try String(contentsOf: file, encoding: .utf8)
        let mark = "// expects: "
        guard let line = source.split(separator: "\n").first, line.hasPrefix(mark) else {
            throw MissingExpectation(description: "\(file.path) does not begin with “\(mark)”")
        }
        name = file.lastPathComponent
        let complaint = String(line.dropFirst(mark.count))
        expectedComplaint = complaint == "nothing" ? nil : complaint
        text = preamble + source
    }

    /// Whether the compiler says what is expected; if not, what it says instead.
    public func disagreement() async throws -> String? {
        let complaints = try await SwiftCompiler.complaints(about: text)
        guard let expectedComplaint else { return complaints.isEmpty ? nil : complaints }
        if complaints.contains("error: "), complaints.contains(expectedComplaint) { return nil }
        return complaints.isEmpty ? "it compiles" : complaints
    }
}
