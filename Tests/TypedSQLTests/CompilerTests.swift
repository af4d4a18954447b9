import Foundation
import Testing

/// What is wrong in a way that the compiler can see does not compile, and what is right does: sources in `DoesNotCompile`,
/// each with a part of the expected error in its first line.
@Suite(.serialized) struct CompilerTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "DoesNotCompile")

    static let sources: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0 != "Preamble.swift.txt" }.sorted()
    }()

    @Test func thereAreSources() {
        #expect(Self.sources.count >= 20)
        #expect(Self.sources.contains("EverythingIsRight.swift.txt"))
    }

    @Test(arguments: sources) func theCompilerSaysWhatTheSourceExpects(_ name: String) throws {
        let compiler = try #require(SwiftCompiler())
        let preamble = try String(contentsOf: Self.folder.appending(path: "Preamble.swift.txt"), encoding: .utf8)
        let source = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let firstLine = try #require(source.split(separator: "\n").first)
        try #require(firstLine.hasPrefix("// expects: "))
        let expected = firstLine.dropFirst("// expects: ".count)
        let errors = try compiler.errors(in: preamble + source)
        if expected == "nothing" {
            #expect(errors == "")
        } else {
            #expect(errors.contains("error: "))
            #expect(errors.contains(expected), "\(errors)")
        }
    }
}
