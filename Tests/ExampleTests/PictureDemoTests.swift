import Foundation
import Testing
import TypedSQL

/// The demo, which kills its own workers.
@Suite struct PictureDemoTests {
    @Test func aPictureIsCompleteAlthoughTheProcessesThatDrawItAreKilled() async throws {
        let folder = try IndexedFolder(documents: 0)
        let output = try folder.emptyFile("demo-output")
        let process = Process()
        process.executableURL = DocumentIndexCommand.products.appending(path: "demo")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/.build", withIntermediateDirectories: true)
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        try await DocumentIndexCommand(folder: folder).wait(for: process)
        #expect(process.terminationStatus == 0)

        let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.count { $0.contains("kill -9 ") } == 2)
        #expect(lines.contains { $0.contains("done: 46 executions, 6 retries after errors") })
        #expect(lines.count { $0.contains("8 of 8 tiles") } == 5)
        let statuses = try await IndexObserver(folder.path + "/.build/demo.db").texts(
            "select status || ' ' || count(*) from picture_executions group by status")
        #expect(statuses == ["completed 46"])
    }
}
