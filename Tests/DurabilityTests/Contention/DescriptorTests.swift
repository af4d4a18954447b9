#if os(Linux)
import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// What a process keeps of databases that it has closed.
@Suite struct DescriptorTests {
    @Test func aClosedDatabaseLeavesNoDescriptorAndNoMemory() async throws {
        try await TemporaryFolder.with { folder in
            let rounds = Nightly.count(200, nightly: 10_000)
            try await openAndClose(folder, rounds: 50)
            let before = try residentPages()
            try await openAndClose(folder, rounds: rounds)
            #expect(descriptors(below: folder) == 0)
            let kept = try (residentPages() - before) * 4_096
            // A kibibyte a round would be a leak; the allocator itself may keep some megabytes.
            #expect(kept < 8 << 20 + rounds * 1_024)
            try Figure(figure: "databases opened and closed", value: rounds, losses: 0).record()
            try Figure(figure: "kept by databases that were closed, bytes", value: kept, losses: 0).record()
        }
    }

    private func openAndClose(_ folder: TemporaryFolder, rounds: Int) async throws {
        for round in 0..<rounds {
            Progress.report("databases opened and closed", round, of: rounds)
            let storage = SQLTaskExecutionsStorage(try await folder.database())
            try await storage.migrate()
            _ = try await storage.get([TaskExecutionLookup(executionID: "none")])
            await storage.database.close()
        }
    }

    private func descriptors(below folder: TemporaryFolder) -> Int {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return all.count { descriptor in
            let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
            return file?.hasPrefix(folder.path) == true
        }
    }

    private func residentPages() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return Int(fields[1]) ?? 0
    }
}
#endif
