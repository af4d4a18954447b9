import Foundation
import Testing

@testable import durable

/// The demo as its users run it.
@Suite struct DemoTests {
    /// The totals are those of the other tools, wherever these are there.
    static func expectTotals(
        _ report: DemoFolder.Report, of folder: DemoFolder, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(report.executions == report.files + report.failed, sourceLocation: sourceLocation)
        guard let expected = try folder.expected() else { return }
        #expect(report.files == expected.files, sourceLocation: sourceLocation)
        #expect(report.bytes == expected.bytes, sourceLocation: sourceLocation)
        #expect(report.lines == expected.lines, sourceLocation: sourceLocation)
        #expect(report.digest == expected.digest, sourceLocation: sourceLocation)
    }

    @Test func theTotalsAreThoseOfOtherTools() async throws {
        let folder = try DemoFolder()
        try folder.add("plain.txt", Data("one\ntwo\n".utf8))
        try folder.add("no newline at the end", Data("one\ntwo".utf8))
        try folder.add("empty", Data())
        try folder.add("it's \"quoted\" `and` $more", Data("x\n".utf8))
        try folder.add("two\nlines\r.txt", Data("x\n".utf8))
        try folder.add("back\\slash", Data("y\n".utf8))
        try folder.add("100%25.txt", Data("z\n".utf8))
        try folder.add("-rf", Data("z\n".utf8))
        try folder.add("👩‍👩‍👧 emoji/é.txt", Data("composed\n".utf8))
        try folder.add("👩‍👩‍👧 emoji/e\u{301}.txt", Data("decomposed\n".utf8))
        try folder.add(".hidden/.file", Data("h\n".utf8))
        try folder.add("a/b/c.txt", Data("a\n".utf8))
        try folder.add("a.txt", Data("a\n".utf8))
        let large = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 7)) })
        try folder.add("three megabytes", large)
        #if os(Linux)
        try folder.add(BytePath(Array("not UTF-8 ".utf8) + [0xFF, 0xFE]), Data("n\n".utf8))
        #endif
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/plain.txt"
        )
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/circle", withDestinationPath: folder.path)

        let report = try await folder.run()
        #expect(report.failed == 0)
        #expect(report.resumed == 0)
        try Self.expectTotals(report, of: folder)
    }

    @Test func anEmptyFolderHasEmptyTotals() async throws {
        let folder = try DemoFolder()
        let report = try await folder.run()
        #expect(report.executions == 0)
        #expect(report.digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func theDatabaseInTheFolderIsLeftOut() async throws {
        let folder = try DemoFolder()
        try folder.add("a", Data("a\n".utf8))
        let command = try await DurableCommand.run(
            "demo", folder.path, "--database", folder.path + "/inside.db", "--json"
        )
        #expect(try command.json(as: DemoFolder.Report.self).files == 1)
    }

    @Test func aFinishedRunIsFollowedByANewOne() async throws {
        let folder = try DemoFolder()
        try folder.fill(20)
        let first = try await folder.run()
        try folder.add("new", Data("new\n".utf8))
        let second = try await folder.run()
        #expect(second.resumed == 0)
        #expect(second.executions == first.executions + 1)
        try Self.expectTotals(second, of: folder)
    }

    @Test func theDatabaseOfAnotherFolderIsRefused() async throws {
        let folder = try DemoFolder()
        let other = try DemoFolder()
        _ = try await folder.run()
        let command = try await DurableCommand.run("demo", other.path, "--database", folder.database)
        #expect(command.exitCode == 2)
        #expect(command.error.contains("holds a demo of another folder"))
        #expect(command.error.contains("give another one with --database"))
    }

    @Test(arguments: ["missing", "file"])
    func whatIsNoFolderIsRefused(_ name: String) async throws {
        let folder = try DemoFolder()
        try folder.add("file", Data())
        let command = try await DurableCommand.run("demo", "\(folder.path)/\(name)", "--database", folder.database)
        #expect(command.exitCode == 2)
        #expect(command.error.contains("\(folder.path)/\(name)"))
        #expect(command.output == "")
    }

    @Test func aPersonGetsATable() async throws {
        let folder = try DemoFolder()
        try folder.fill(10)
        let command = try await DurableCommand.run("demo", folder.path, "--database", folder.database)
        #expect(command.exitCode == 0)
        #expect(command.lines.contains("10 of 10 files"))
        #expect(command.lines.contains("  files         10"))
        #expect(command.lines.contains("  database      \(folder.database)"))
        #expect(!command.output.contains("\r"))
    }
}
