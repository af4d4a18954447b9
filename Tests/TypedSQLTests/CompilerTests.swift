import Foundation
import SwiftCompiler
import Testing

/// What is wrong in a way that the compiler can see does not compile, and what is right does.
@Suite(.serialized) struct CompilerTests {
    private static let sources = Result {
        try JudgedSource.all(
            in: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "DoesNotCompile")
        )
    }

    @Test func thereAreSources() throws {
        let sources = try Self.sources.get()
        #expect(sources.count >= 20)
        #expect(sources.filter { $0.expectedComplaint == nil }.map(\.name) == ["EverythingIsRight.swift.txt"])
    }

    @Test(arguments: (try? sources.get()) ?? [])
    func theCompilerSaysWhatTheSourceExpects(_ source: JudgedSource) async throws {
        #expect(try await source.disagreement() == nil)
    }
}
