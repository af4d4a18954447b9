import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

@testable import durable

/// Files that are not what they were when their executions were enqueued.
@Suite struct DemoFailureTests {
    /// Enqueues the executions of the folder, and runs none.
    private func scan(_ folder: DemoFolder) async throws {
        let location = try DemoLocation(folder: folder.path, database: folder.database)
        let database = try await SQLiteDatabase(path: folder.database)
        let run = try DemoRun(location, try await DemoStore(database, name: folder.database))
        let start = try await run.store.begin(location.folder)
        try await run.scan(start.runID)
        await run.executor.shutdown()
        await database.close()
    }

    @Test func filesThatAreGoneEndAsFailed() async throws {
        let folder = try DemoFolder()
        try folder.fill(30)
        for number in 0..<12 { try folder.add("gone \(number)\n", Data("x".utf8)) }
        try folder.add("now a pipe", Data("x".utf8))
        try folder.add("now a folder", Data("x".utf8))
        try await scan(folder)
        for number in 0..<12 { try folder.remove("gone \(number)\n") }
        try folder.remove("now a pipe")
        #expect(mkfifo(folder.path + "/now a pipe", 0o600) == 0)
        try folder.remove("now a folder")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/now a folder", withIntermediateDirectories: true)

        let command = try await DurableCommand.run("demo", folder.path, "--database", folder.database)
        #expect(command.exitCode == 0)
        #expect(command.lines.contains("  files         30"))
        #expect(command.lines.contains("  executions    44"))
        #expect(command.lines.contains("  retries       0"))
        #expect(command.lines.contains("  failed        14"))
        #expect(command.lines.contains("  gone 0%0A: can't be opened: No such file or directory"))
        #expect(command.lines.last == "  and 4 more")
    }

    @Test func theTotalsAreThoseOfTheFilesThatAreLeft() async throws {
        let folder = try DemoFolder()
        try folder.fill(30)
        try await scan(folder)
        try folder.remove("3/3.txt")
        let report = try await folder.run()
        #expect(report.failed == 1)
        #expect(report.executions == 30)
        try DemoTests.expectTotals(report, of: folder)
    }

    @Test func eachFileHasOneExecutionHoweverOftenItIsScanned() async throws {
        let folder = try DemoFolder()
        try folder.fill(1203)
        async let first: Void = scan(folder)
        async let second: Void = scan(folder)
        _ = try await (first, second)
        try await scan(folder)
        let report = try await folder.run()
        #expect(report.executions == 1203)
        try DemoTests.expectTotals(report, of: folder)
    }

    @Test func aFolderThatCanNotBeListedIsNotMissed() async throws {
        let folder = try DemoFolder()
        try folder.add("locked/file", Data("x".utf8))
        #expect(chmod(folder.path + "/locked", 0) == 0)
        defer { chmod(folder.path + "/locked", 0o700) }
        // Nothing is locked for root.
        let canList = FileManager.default.isReadableFile(atPath: folder.path + "/locked")
        let report = try await folder.run()
        #expect(report.failed == (canList ? 0 : 1))
        #expect(report.files == (canList ? 1 : 0))
    }

    @Test(arguments: ["missing", "pipe", "folder", "link"])
    func noDigestOfWhatIsNoFile(_ name: String) async throws {
        let folder = try DemoFolder()
        try folder.add("file", Data("x".utf8))
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        try FileManager.default.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: true)
        symlink(folder.path + "/file", folder.path + "/link")
        await #expect { try await FileDigest(of: BytePath("\(folder.path)/\(name)")) } throws: { error in
            (error as? DigestFailure)?.isRetryable == false
        }
    }

    @Test func whatMayPassIsTriedAgain() {
        #expect(DigestFailure("can't be read", errno: EIO).isRetryable)
        #expect(DigestFailure("can't be opened", errno: EMFILE).isRetryable)
        #expect(!DigestFailure("can't be opened", errno: EACCES).isRetryable)
        #expect(!DigestFailure("can't be opened", errno: ENOENT).isRetryable)
    }
}
