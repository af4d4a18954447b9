import Dispatch
import SQLiteDriver
import Testing
import TypedSQL

@Suite struct ReadTests {
    @Test func aReadSeesEveryWriteThatHasReturned() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.readers = 3 }
            try await database.makeNotes()
            try await withThrowingTaskGroup { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<25 {
                            let text = "\(writer)-\(number)"
                            try await database.single { try await $0.add(text) }
                            let found = try await database.read {
                                try await $0.first(select(count()).from(notes).where(eq(notes.title, text)))
                            }
                            #expect(found == 1)
                        }
                    }
                }
                try await group.waitForAll()
            }
            await database.close()
        }
    }

    @Test func readsGoOnWhileATransactionIsOpen() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            try await database.add("before")
            let hasRead = DispatchSemaphore(value: 0)
            let hasWritten = AsyncStream<Void>.makeStream()
            async let write: Void = database.transaction { connection in
                try await connection.add("during")
                hasWritten.continuation.finish()
                hasRead.wait()
            }
            for await _ in hasWritten.stream {}
            #expect(try await database.texts() == ["before"])
            hasRead.signal()
            try await write
            #expect(try await database.texts() == ["before", "during"])
            await database.close()
        }
    }

    @Test func aReadSeesOneStateOfTheDatabase() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            let hasCounted = AsyncStream<Void>.makeStream()
            let hasWritten = DispatchSemaphore(value: 0)
            async let counts = database.read { connection in
                let first = try await connection.first(select(count()).from(notes))
                hasCounted.continuation.finish()
                hasWritten.wait()
                return [first, try await connection.first(select(count()).from(notes))]
            }
            for await _ in hasCounted.stream {}
            try await database.add("a")
            hasWritten.signal()
            #expect(try await counts == [0, 0])
            await database.close()
        }
    }

    @Test func blockedThreadsOfTheDatabaseDoNotBlockTasks() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.readers = 4 }
            let gate = DispatchSemaphore(value: 0)
            await withDiscardingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try? await database.read { _ in gate.wait() } } }
                for _ in 0..<4 { group.addTask { try? await database.transaction { _ in gate.wait() } } }
                group.addTask {
                    // More tasks than there are threads for tasks, and all of them come to their end.
                    await withDiscardingTaskGroup { group in
                        for _ in 0..<100 { group.addTask { for _ in 0..<10 { await Task.yield() } } }
                    }
                    for _ in 0..<8 { gate.signal() }
                }
            }
            await database.close()
        }
    }

    @Test(arguments: [false, true]) func aReadThatWritesIsAnError(_ isInMemory: Bool) async throws {
        try await TemporaryFolder.with { folder in
            let database = isInMemory ? try await SQLiteDatabase.inMemory() : try await folder.database()
            try await database.makeNotes()
            let error = await #expect(throws: SQLiteError.self) { try await database.read { try await $0.add("a") } }
            #expect(error?.code == .readOnly)
            #expect(error?.sql?.hasPrefix("insert into") == true)
            await #expect(throws: SQLiteError.self) {
                try await database.read { try await $0.run("create table t (a)") }
            }
            await #expect(throws: SQLiteError.self) {
                try await database.read { connection in
                    try await connection.run("pragma query_only = 0")
                    try await connection.add("b")
                }
            }
            try await database.add("c")
            #expect(try await database.texts() == ["c"])
            await database.close()
        }
    }

    @Test(arguments: [false, true]) func aSingleReadIsARead(_ isInMemory: Bool) async throws {
        try await TemporaryFolder.with { folder in
            let database = isInMemory ? try await SQLiteDatabase.inMemory() : try await folder.database()
            try await database.makeNotes()
            try await database.add("a")
            #expect(try await database.singleRead { try await $0.first(select(count()).from(notes)) } == 1)
            let error = await #expect(throws: SQLiteError.self) {
                try await database.singleRead { try await $0.add("b") }
            }
            #expect(error?.code == .readOnly)
            #expect(try await database.texts() == ["a"])
            await database.close()
        }
    }

    @Test(arguments: [false, true]) func aTransactionThatASingleReadOpensByItselfIsRolledBack(_ isInMemory: Bool)
        async throws
    {
        try await TemporaryFolder.with { folder in
            let database =
                isInMemory ? try await SQLiteDatabase.inMemory() : try await folder.database { $0.readers = 1 }
            try await database.makeNotes()
            let error = await #expect(throws: SQLiteError.self) {
                try await database.singleRead { connection in
                    try await connection.run("begin")
                    return try await connection.first(select(count()).from(notes))
                }
            }
            #expect(error?.code == .statement)
            try await database.add("a")
            #expect(try await database.singleRead { try await $0.first(select(count()).from(notes)) } == 1)
            #expect(try await database.texts() == ["a"])
            await database.close()
        }
    }

    @Test func thousandsOfReadsThatWaitAreAllAnswered() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<3000 {
                    group.addTask { try await database.read { try await $0.first(SelectNumber(number)) ?? 0 } }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 3000 * 2999 / 2)
            await database.close()
        }
    }
}

private struct SelectNumber: Statement {
    let sql: SQL
    init(_ number: Int) { sql = "select \(number)" }
    func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Int { try row.next() }
}
