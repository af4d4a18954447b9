import Dispatch
import SQLiteDriver
import Testing
import TypedSQL

/// Writes that share a commit stay strangers to each other.
@Suite struct GroupCommitTests {
    @Test(arguments: [false, true]) func eachOfManyIsAtomicInItself(_ isInMemory: Bool) async throws {
        try await TemporaryFolder.with { folder in
            let database = isInMemory ? try await SQLiteDatabase.inMemory() : try await folder.database()
            try await database.makeNotes()
            try await database.pileUp { group in
                for number in 0..<200 {
                    group.addTask {
                        if number % 3 == 2 {
                            try? await database.single { try await $0.add("single \(number)") }
                            return
                        }
                        try? await database.transaction { connection in
                            try await connection.add("first \(number)")
                            if number % 3 == 1 { throw Refusal() }
                            try await connection.add("second \(number)")
                        }
                    }
                }
            }
            let expected = (0..<200).flatMap { number in
                switch number % 3 {
                case 0: ["first \(number)", "second \(number)"]
                case 1: [String]()
                default: ["single \(number)"]
                }
            }
            #expect(Set(try await database.texts()) == Set(expected))
            await database.close()
        }
    }

    @Test func aStatementThatFailsUndoesOnlyItself() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.add("taken")
        try await database.pileUp { group in
            for number in 0..<50 {
                group.addTask {
                    let error = await #expect(throws: SQLiteError.self) {
                        try await database.single { connection in
                            try await connection.run(
                                insert(notes).values(["new \(number)", "taken"]) { $0.title = $1 })
                        }
                    }
                    #expect(error?.isUniqueViolation == true)
                }
                group.addTask { try? await database.add("kept \(number)") }
            }
        }
        #expect(Set(try await database.texts()) == Set(["taken"] + (0..<50).map { "kept \($0)" }))
        await database.close()
    }

    @Test func whoFailsWhileOthersComeTakesNobodyWithHim() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let gate = DispatchSemaphore(value: 0)
        let isHeld = AsyncStream<Void>.makeStream()
        let first = Task {
            try await database.transaction { connection in
                try await connection.add("first")
                isHeld.continuation.finish()
                gate.wait()
                throw Refusal()
            }
        }
        for await _ in isHeld.stream {}
        await withDiscardingTaskGroup { group in
            for number in 0..<20 { group.addTask { try? await database.add("kept \(number)") } }
            group.addTask {
                for _ in 0..<200 { await Task.yield() }
                gate.signal()
            }
        }
        await #expect(throws: Refusal()) { try await first.value }
        #expect(Set(try await database.texts()) == Set((0..<20).map { "kept \($0)" }))
        await database.close()
    }

    @Test func singleStatementsStayWhereTheBodiesOfAllThrowAfterwards() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        await withDiscardingTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    await #expect(throws: Refusal()) {
                        try await database.single { connection in
                            try await connection.add("\(number)")
                            throw Refusal()
                        }
                    }
                }
            }
        }
        #expect(Set(try await database.texts()) == Set((0..<200).map { "\($0)" }))
        await database.close()
    }

    @Test func aBodyMayWaitForTasksOfItsOwnWhileOthersCome() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.pileUp { group in
            for number in 0..<20 {
                group.addTask {
                    try? await database.transaction { connection in
                        try await connection.add("first \(number)")
                        async let other = number
                        await Task.yield()
                        try await connection.add("second \(await other)")
                    }
                }
            }
        }
        let texts = try await database.texts().compactMap(\.self)
        #expect(texts.count == 40)
        // None of the bodies began inside of another.
        for pair in stride(from: 0, to: texts.count, by: 2).map({ texts[$0...].prefix(2) }) {
            #expect(pair.first?.hasPrefix("first ") == true)
            #expect(pair.last == pair.first?.replacing("first", with: "second"))
        }
        await database.close()
    }

    @Test func aCaughtErrorInsideOfATransactionLeavesTheRest() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.transaction { connection in
            try await connection.add("a")
            await #expect(throws: SQLiteError.self) { try await connection.add("a") }
            try await connection.add("b")
        }
        #expect(try await database.texts() == ["a", "b"])
        await database.close()
    }

    @Test func aBodyThatThrowsLeavesNothing() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        await #expect(throws: Refusal()) {
            try await database.transaction { connection in
                try await connection.add("a")
                try await connection.run("create table other (a)")
                throw Refusal()
            }
        }
        #expect(try await database.texts() == [])
        #expect(try await database.read { try $0.texts("select name from sqlite_schema where name = 'other'") } == [])
        await database.close()
    }

    @Test func aSingleStatementStaysWhereItsBodyThrowsAfterwards() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        await #expect(throws: Refusal()) {
            try await database.single { connection in
                try await connection.add("a")
                throw Refusal()
            }
        }
        #expect(try await database.texts() == ["a"])
        await database.close()
    }

    @Test func aTransactionThatABodyOpensByItselfIsRolledBack() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let error = await #expect(throws: SQLiteError.self) {
            try await database.single { connection in
                try await connection.run("begin")
                try await connection.add("a")
            }
        }
        #expect(error?.code == .statement)
        try await database.add("b")
        #expect(try await database.texts() == ["b"])
        await database.close()
    }

    @Test func aFullDatabaseUndoesAllOfTheCommitAndSaysSo() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        _ = try await database.single { try $0.texts("pragma max_page_count = 20") }
        let failures = Failures()
        try await database.pileUp { group in
            for number in 0..<20 {
                group.addTask {
                    do {
                        try await database.add("\(number)" + String(repeating: "x", count: 20_000))
                        await failures.note(nil)
                    } catch {
                        await failures.note((error as? SQLiteError)?.code)
                    }
                }
            }
        }
        let codes = await failures.codes
        #expect(codes.count == 20)
        #expect(codes.contains(.diskFull))
        let stored = try await database.texts().count
        #expect(stored == codes.filter { $0 == nil }.count)
        try await database.transaction { try await $0.run(delete(notes).everyRow()) }
        try await database.add("works again")
        await database.close()
    }
}

private actor Failures {
    var codes: [SQLiteError.Code?] = []
    func note(_ code: SQLiteError.Code?) { codes.append(code) }
}
