import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// Calls that are carried out on the thread that asks, once some have been quick, and what they may not do there.
@Suite struct InPlaceTests {
    /// Calls one after the other, so that the next one is carried out in place unless the machine stands still.
    private func warmUp(_ database: SQLiteDatabase) async throws {
        for _ in 0..<40 {
            try await database.single { try await $0.run(update(notes).set { $0.number = 1 }.everyRow()) }
            _ = try await database.texts()
        }
    }

    @Test(arguments: [false, true]) func whatIsWrittenInPlaceIsSeenByTheNextRead(_ isInMemory: Bool) async throws {
        try await TemporaryFolder.with { folder in
            let database = isInMemory ? try await SQLiteDatabase.inMemory() : try await folder.database()
            try await database.makeNotes()
            for number in 0..<200 {
                try await database.add("\(number)")
                #expect(try await database.texts().count == number + 1)
            }
            await database.close()
        }
    }

    @Test func aTransactionThatThrowsInPlaceLeavesNothing() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            try await warmUp(database)
            for _ in 0..<50 {
                await #expect(throws: Refusal()) {
                    try await database.transaction { connection in
                        try await connection.add("a")
                        throw Refusal()
                    }
                }
            }
            #expect(try await database.texts() == [])
            try await database.add("b")
            #expect(try await database.texts() == ["b"])
            await database.close()
        }
    }

    @Test func aLockOfAnotherProcessIsWaitedForAlsoByAQuickDatabase() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.busyTimeout = .seconds(30) }
            try await database.makeNotes()
            try await warmUp(database)
            let probe = try Probe("hold", folder.path("test.db"))
            #expect(probe.firstLine() == "held")
            async let transaction: Void = database.add("a")
            async let single: Int = database.single { try await $0.run(insert(notes).values { $0.title = "b" }) }
            #expect(try await database.texts() == [])
            #expect(try probe.finish() == "ok")
            try await transaction
            #expect(try await single == 1)
            #expect(Set(try await database.texts()) == ["a", "b"])
            await database.close()
        }
    }

    @Test func aBodyThatAwaitsSomethingElseKeepsItsTransactionToItself() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            for isQuick in [false, true] {
                if isQuick { try await warmUp(database) }
                let gate = AsyncStream<Void>.makeStream()
                let isHeld = AsyncStream<Void>.makeStream()
                async let holder: Void = database.transaction { connection in
                    try await connection.add("first \(isQuick)")
                    isHeld.continuation.finish()
                    for await _ in gate.stream {}
                    try await connection.add("second \(isQuick)")
                }
                for await _ in isHeld.stream {}
                let others = (0..<20).map { number in Task { try await database.add("other \(isQuick) \(number)") } }
                #expect(try await database.texts().contains("first \(isQuick)") == false)
                gate.continuation.finish()
                try await holder
                for other in others { try await other.value }
                let texts = try await database.texts().suffix(22)
                #expect(texts.prefix(2) == ["first \(isQuick)", "second \(isQuick)"])
            }
            await database.close()
        }
    }

    @Test(arguments: [false, true]) func aBodyThatCallsItsOwnDatabaseGetsAnError(_ isInMemory: Bool) async throws {
        try await TemporaryFolder.with { folder in
            let database = isInMemory ? try await SQLiteDatabase.inMemory() : try await folder.database()
            try await database.makeNotes()
            for isQuick in [false, true] {
                if isQuick { try await warmUp(database) }
                let error = await #expect(throws: SQLiteError.self) {
                    try await database.transaction { connection in
                        try await connection.add("a")
                        try await database.add("b")
                    }
                }
                #expect(error?.message.contains("let it use its connection") == true)
                await #expect(throws: SQLiteError.self) {
                    try await database.read { _ in _ = try await database.texts() }
                }
            }
            #expect(try await database.texts() == [])
            await database.close()
        }
    }

    @Test func aBodyMayCallAnotherDatabase() async throws {
        let first = try await SQLiteDatabase.inMemory()
        let second = try await SQLiteDatabase.inMemory()
        try await first.makeNotes()
        try await second.makeNotes()
        try await first.transaction { connection in
            try await connection.add("a")
            try await second.add("b")
        }
        #expect(try await first.texts() == ["a"])
        #expect(try await second.texts() == ["b"])
        await first.close()
        await second.close()
    }

    @Test func aTaskThatABodyHasStartedMayCallTheDatabaseAfterTheBody() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let gate = AsyncStream<Void>.makeStream()
        let task = try await database.transaction { _ in
            Task {
                for await _ in gate.stream {}
                try await database.add("a")
            }
        }
        gate.continuation.finish()
        try await task.value
        #expect(try await database.texts() == ["a"])
        await database.close()
    }

    @Test func aBodyRunsInItsCallersTask() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        for isQuick in [false, true] {
            if isQuick { try await warmUp(database) }
            let seen = try await CallersValue.$current.withValue("\(isQuick)") {
                try await database.transaction { _ in CallersValue.current }
            }
            #expect(seen == "\(isQuick)")
        }
        await database.close()
    }

    @Test func theLogIsWrittenBackWhenItHasGrownLong() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            let text = String(repeating: "x", count: 2000)
            for number in 0..<6000 { try await database.add("\(number) \(text)") }
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("test.db-wal"))
            // All together about 18,000 pages were written; at 3,000 nobody writes in place before the log is written back.
            #expect(try #require(attributes[.size] as? Int) < 3_010 * 4_120)
            await database.close()
        }
    }
}

private enum CallersValue {
    @TaskLocal static var current = ""
}
