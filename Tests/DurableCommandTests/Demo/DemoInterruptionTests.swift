import Foundation
import Testing

/// The demo, ended at bad moments.
@Suite struct DemoInterruptionTests {
    private func start(_ folder: DemoFolder, output: URL) throws -> Process {
        try Data().write(to: output)
        let process = DurableCommand.process(folder.arguments)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func wait(for process: Process) async throws {
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    }

    private func stop(_ process: Process, with signal: Int32, after delay: Duration) async throws {
        try await Task.sleep(for: delay)
        if process.isRunning { kill(process.processIdentifier, signal) }
        try await wait(for: process)
    }

    @Test func nothingIsLostOrDoneTwiceHoweverOftenItIsKilled() async throws {
        let folder = try DemoFolder()
        try folder.fill(700)
        let output = try folder.temporary.emptyFile("output")
        var delays = (0..<10).map { _ in Int.random(in: 0...400) }
        while true {
            let process = try start(folder, output: output)
            if let delay = delays.popLast() {
                try await stop(process, with: SIGKILL, after: .milliseconds(delay))
            } else {
                try await wait(for: process)
            }
            if process.terminationReason == .uncaughtSignal { continue }
            #expect(process.terminationStatus == 0)
            let report = try JSONDecoder().decode(DemoFolder.Report.self, from: try Data(contentsOf: output))
            #expect(report.executions == 700)
            #expect(report.failed == 0)
            try DemoTests.expectTotals(report, of: folder)
            if delays.isEmpty { break }
        }
    }

    @Test func whatWasDoneBeforeAKillIsFoundDone() async throws {
        let folder = try DemoFolder()
        try folder.fill(3000)
        let output = try folder.temporary.emptyFile("output")
        // The moment in which some are done and some are not may be missed, but not for ever.
        for _ in 0..<100 {
            let process = try start(folder, output: output)
            while process.isRunning {
                if let finished = try? await Observer(folder.database).finished(), finished > 0 { break }
            }
            try await stop(process, with: SIGKILL, after: .zero)
            if let finished = try? await Observer(folder.database).finished(), (1..<3000).contains(finished) { break }
        }
        let report = try await folder.run()
        #expect(report.resumed > 0)
        #expect(report.executions == 3000)
        try DemoTests.expectTotals(report, of: folder)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalEndsItInOrderAndItSaysHowToGoOn(_ signal: Int32) async throws {
        let folder = try DemoFolder()
        // A file without an end: nobody can read it before the signal comes.
        try folder.add("large", Data())
        #expect(truncate(folder.path + "/large", 1 << 40) == 0)
        let error = try folder.temporary.emptyFile("error")
        let process = DurableCommand.process(folder.arguments)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: error)
        try process.run()
        defer { process.terminate() }
        while await (try? Observer(folder.database).running()) != 1, process.isRunning {
            try await Task.sleep(for: .milliseconds(5))
        }
        kill(process.processIdentifier, signal)
        try await wait(for: process)
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 128 + signal)
        let message = try String(contentsOf: error, encoding: .utf8)
        #expect(message == "stopped; go on with: durable demo \(folder.path) --database \(folder.database)\n")
        #expect(try await Observer(folder.database).ready() == 1)
    }

    @Test func twoAtTheSameTimeShareTheWork() async throws {
        let folder = try DemoFolder()
        try folder.fill(900)
        async let first = folder.run()
        async let second = folder.run()
        for report in try await [first, second] {
            #expect(report.executions == 900)
            try DemoTests.expectTotals(report, of: folder)
        }
    }
}
