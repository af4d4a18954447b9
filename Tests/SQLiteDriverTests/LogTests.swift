import Foundation
import RecordedLog
import SQLiteDriver
import Testing
import TypedSQL

/// How long the log gets.
@Suite struct LogTests {
    private static let rounds = 800

    /// The log would be as long as all that is written: it is begun anew only at a moment when nobody reads from it.
    @Test func readsWithoutAGapDoNotLetTheLogGrowForEver() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            let readers = (0..<2).map { number in
                Task {
                    try await Task.sleep(for: .milliseconds(15 * number))
                    while !Task.isCancelled {
                        try await database.read { connection in
                            _ = try connection.texts("select count(*) from notes")
                            try await Task.sleep(for: .milliseconds(30))
                        }
                    }
                }
            }
            var longest = 0
            for round in 0..<Self.rounds {
                try await database.transaction { connection in
                    for number in 0..<50 {
                        try await connection.add("\(round) \(number)" + String(repeating: "x", count: 4_000))
                    }
                }
                longest = max(longest, try size(of: folder.path("test.db-wal")))
            }
            for reader in readers { reader.cancel() }
            for reader in readers { _ = await reader.result }
            #expect(longest > 8_000_000)
            // Twice what it is begun anew at, for a busy machine may hold up a reader once; all together it would be 160 MB.
            #expect(longest < 110_000_000)
            await database.close()
        }
    }

    /// A long read makes the log as long as all that is written meanwhile; it is not to stay that long for ever.
    @Test func theLogGivesBackItsRoomAfterALongRead() async throws {
        try await TemporaryFolder.with { folder in
            let recorded = RecordedLog()
            let database = try await SQLiteDatabase(path: folder.path("test.db"), logger: recorded.logger)
            try await database.makeNotes()
            let reader = try await folder.database()
            let longest = try await reader.read { connection in
                _ = try connection.texts("select count(*) from notes")
                while try size(of: folder.path("test.db-wal")) < 80_000_000 {
                    try await Self.write(1_000, to: database)
                }
                return try size(of: folder.path("test.db-wal"))
            }
            #expect(longest >= 80_000_000)
            // The first writes it all back, the next begins it anew.
            for _ in 0..<5 { try await Self.write(10, to: database) }
            #expect(try size(of: folder.path("test.db-wal")) <= 64 << 20)
            await reader.close()
            await database.close()
            #expect(recorded.lines.contains { $0.contains("its log grows") && $0.contains("test.db") })
        }
    }

    private static func write(_ count: Int, to database: SQLiteDatabase) async throws {
        try await database.transaction { connection in
            for _ in 0..<count { try await connection.add("\(UUID())" + String(repeating: "x", count: 4_000)) }
        }
    }

    private func size(of path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
}
