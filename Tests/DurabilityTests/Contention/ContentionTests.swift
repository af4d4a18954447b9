import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// Eight processes on one file.
@Suite struct ContentionTests {
    private struct Report: Codable {
        var calls: Int
        var busy: Int
        /// Milliseconds.
        var longest: Int
    }

    private static let writes = Nightly.count(1_000, nightly: 40_000)
    private static let reads = Nightly.count(60, nightly: 2_000)

    @Test func nobodyMeetsALock() async throws {
        try await TemporaryFolder.with { folder in
            let storage = SQLTaskExecutionsStorage(try await folder.database())
            try await storage.migrate()
            let location = "sqlite-normal:" + folder.path("test.db")
            let writers = try (0..<5).map { _ in try Worker(["write", location, "\(Self.writes)"]) }
            let readers = try (0..<3).map { _ in try Worker(["read", location, "\(Self.reads)"]) }
            let started = ContinuousClock.now
            // Reads that follow each other without a gap keep the log from being begun anew by itself.
            let longReaders = (0..<2).map { number in Task { try await Self.read(storage.database, after: number) } }
            var longestLog = 0
            while writers.contains(where: \.isRunning) {
                try await Task.sleep(for: .milliseconds(50))
                let log = try FileManager.default.attributesOfItem(atPath: folder.path("test.db-wal"))
                longestLog = max(longestLog, log[.size] as? Int ?? 0)
                Progress.report("writers that are done", writers.count { !$0.isRunning }, of: writers.count)
            }
            for reader in longReaders { reader.cancel() }
            for reader in longReaders { _ = await reader.result }
            let reports = try (writers + readers).map { worker in
                try JSONDecoder().decode(Report.self, from: worker.finish(within: 1_200))
            }
            #expect(reports.map(\.busy) == reports.map { _ in 0 })
            let stored = try await storage.counts(TaskExecutionFilter()).total
            #expect(stored == 5 * Self.writes)
            #expect(longestLog < 80_000_000)
            await storage.database.close()
            let busy = reports.reduce(0) { $0 + $1.busy }
            let calls = reports.reduce(0) { $0 + $1.calls }
            try Figure(figure: "calls of 8 processes on one file", value: calls, losses: busy).record()
            let longest = reports.map(\.longest).max() ?? 0
            try Figure(figure: "longest wait of 8 processes on one file, ms", value: longest, losses: 0).record()
            let seconds = Int((ContinuousClock.now - started) / .seconds(1))
            try Figure(figure: "seconds of load of 8 processes on one file", value: seconds, losses: 0).record()
            try Figure(figure: "longest log of 8 processes on one file, bytes", value: longestLog, losses: 0).record()
        }
    }

    /// Reads for 200 ms at a time, until it is cancelled.
    private static func read(_ database: SQLiteDatabase, after turn: Int) async throws {
        try await Task.sleep(for: .milliseconds(100 * turn))
        while !Task.isCancelled {
            try await database.read { connection in
                _ = try await connection.first(select(count()).from(TaskExecutionsTable()))
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }
}
