import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// Several that want the same file.
@Suite struct ContentionTests {
    @Test func twoDatabasesOnOneFileSeeEachOther() async throws {
        try await TemporaryFolder.with { folder in
            let first = try await folder.database()
            let second = try await folder.database()
            try await first.makeNotes()
            try await withThrowingTaskGroup { group in
                for (number, database) in [first, second].enumerated() {
                    for text in 0..<100 { group.addTask { try await database.add("\(number) \(text)") } }
                }
                try await group.waitForAll()
            }
            #expect(try await first.texts().count == 200)
            #expect(Set(try await first.texts()) == Set(try await second.texts()))
            await first.close()
            #expect(try await second.texts().count == 200)
            await second.close()
        }
    }

    @Test func databasesInMemoryAreSeparate() async throws {
        let first = try await SQLiteDatabase.inMemory()
        let second = try await SQLiteDatabase.inMemory()
        try await first.makeNotes()
        await #expect(throws: SQLiteError.self) { try await second.texts() }
        await first.close()
        await second.close()
    }

    @Test func manyCanMakeTheSameFileAtOnce() async throws {
        try await TemporaryFolder.with { folder in
            let databases = try await withThrowingTaskGroup(of: SQLiteDatabase.self) { group in
                for _ in 0..<12 { group.addTask { try await folder.database() } }
                return try await group.reduce(into: [SQLiteDatabase]()) { $0.append($1) }
            }
            try await databases[0].makeNotes()
            for database in databases { try await database.add(nil) }
            for database in databases { await database.close() }
        }
    }

    @Test func aLockHeldTooLongIsABusyErrorThatLeavesNothingOpen() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.busyTimeout = .milliseconds(20) }
            try await database.makeNotes()
            let probe = try Probe("hold", folder.path("test.db"))
            #expect(probe.firstLine() == "held")
            for write in [database.transaction, database.single] as [Write] {
                let error = await #expect(throws: SQLiteError.self) { try await write { try await $0.add("a") } }
                #expect(error?.isBusy == true)
                #expect(error?.isRetryable == true)
                #expect(error?.path == folder.path("test.db"))
            }
            #expect(try await database.texts() == [])
            #expect(try probe.finish() == "ok")
            try await database.add("b")
            #expect(try await database.texts() == ["b"])
            await database.close()
        }
    }

    @Test func aLockHeldTooLongIsABusyErrorForAllWhoWaitTogether() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.busyTimeout = .milliseconds(20) }
            try await database.makeNotes()
            let probe = try Probe("hold", folder.path("test.db"))
            #expect(probe.firstLine() == "held")
            await withDiscardingTaskGroup { group in
                for number in 0..<30 {
                    group.addTask {
                        let error = await #expect(throws: SQLiteError.self) { try await database.add("\(number)") }
                        #expect(error?.isBusy == true)
                    }
                }
            }
            #expect(try probe.finish() == "ok")
            try await database.add("b")
            #expect(try await database.texts() == ["b"])
            await database.close()
        }
    }

    private typealias Write =
        @Sendable (
            @escaping @Sendable (SQLiteConnection) async throws -> Void
        ) async throws -> Void

    @Test func aLockHeldForLessIsWaitedFor() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.busyTimeout = .seconds(30) }
            try await database.makeNotes()
            let probe = try Probe("hold", folder.path("test.db"))
            #expect(probe.firstLine() == "held")
            async let write: Void = database.add("a")
            #expect(try await database.texts() == [])
            #expect(try probe.finish() == "ok")
            try await write
            #expect(try await database.texts() == ["a"])
            await database.close()
        }
    }

    @Test func processesWriteToOneFile() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.busyTimeout = .seconds(30) }
            try await database.makeNotes()
            let probes = try (1...3).map { try Probe("add", folder.path("test.db"), "\($0 * 1000)", "50") }
            for number in 0..<50 { try await database.add(nil, number: Int64(number)) }
            for probe in probes { #expect(try probe.finish() == "ok") }
            let sum = try await database.read { try $0.texts("select count(distinct number) from notes") }
            #expect(sum == ["200"])
            await database.close()
        }
    }

    @Test func aProcessThatDiesInsideOfATransactionLeavesNothing() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            #expect(try Probe("die", folder.path("test.db")).finish() == "")
            try await database.add("a")
            #expect(try await database.texts() == ["a"])
            await database.close()
        }
    }

    @Test func anotherProcessThatClosesLeavesTheLogOfThoseThatStay() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            let log = folder.path("test.db-wal")
            let number = try FileManager.default.attributesOfItem(atPath: log)[.systemFileNumber] as? Int
            // A second one in this process must not cost the first its locks either.
            let second = try await folder.database()
            #expect(try Probe("open", folder.path("test.db")).finish() == "ok")
            #expect(try FileManager.default.attributesOfItem(atPath: log)[.systemFileNumber] as? Int == number)
            try await database.add("a")
            await second.close()
            #expect(try Probe("add", folder.path("test.db"), "1", "1").finish() == "ok")
            #expect(try await database.texts() == ["a", nil])
            await database.close()
        }
    }
}
