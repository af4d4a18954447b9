import CSQLite
import Foundation
import Testing
import TypedSQL

@testable import SQLiteDriver

/// What a body does concerns no other.
@Suite struct BodyScopeTests {
    static let controls: [SQL] = [
        "begin", "begin immediate", "commit", "end", "rollback", "savepoint s", "release s", "rollback to s",
        "/* a comment */ commit", "; commit", "-- a comment\ncommit", "COMMIT TRANSACTION", "Rollback",
        "insert or rollback into notes (text) values ('a')", "update or rollback notes set text = 'a'",
        "create trigger t before insert on notes begin select raise(rollback, 'no'); end",
        "create table t (a unique on conflict rollback)",
    ]

    @Test(arguments: controls) func noBodyEndsItsTransaction(_ control: SQL) async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let bodies: [@Sendable (SQLiteConnection) async throws -> Void] = [
            { connection in
                try await connection.add("before")
                try await connection.run(control)
            }
        ]
        for body in bodies {
            for call in [database.transaction, database.single] as [Call] {
                let error = await #expect(throws: SQLiteError.self) { try await call(body) }
                #expect(error?.code == .statement)
                #expect(error?.isRetryable == false)
                #expect(error?.message.contains("transaction") == true)
                try await database.transaction { try await $0.run("delete from notes") }
            }
            await #expect(throws: SQLiteError.self) { try await database.read { try await $0.run(control) } }
            await #expect(throws: SQLiteError.self) { try await database.singleRead { try await $0.run(control) } }
        }
        try await database.add("after")
        #expect(try await database.texts() == ["after"])
        await database.close()
    }

    private typealias Call =
        @Sendable (@escaping @Sendable (SQLiteConnection) async throws -> Void) async throws -> Void

    static let harmless: [SQL] = [
        "insert or replace into notes (text) values ('rollback')", "select 'commit', \"text\" from notes",
        "create table \"rollback\" (\"raise\", \"conflict\" default 'rollback')", "pragma user_version = 3",
        "with commits as (select 1) select * from commits", "pragma table_info(notes)",
    ]

    @Test(arguments: harmless) func whatOnlyLooksLikeItIsAllowed(_ statement: SQL) async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.transaction { _ = try await $0.run(statement) }
        await database.close()
    }

    /// A trigger can be of another program's making.
    private func makeTrigger(in path: String) {
        var handle: OpaquePointer?
        sqlite3_open(path, &handle)
        let sql = """
            create trigger refusal before insert on notes when new.text = 'refused'
            begin select raise(rollback, 'refused'); end
            """
        #expect(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
        sqlite3_close(handle)
    }

    @Test(arguments: [false, true]) func whoseTransactionAnotherBodyHasUndoneRunsAgain(_ isSwallowed: Bool) async throws
    {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            makeTrigger(in: folder.path("test.db"))
            try await database.pileUp { group in
                for number in 0..<30 {
                    group.addTask {
                        do {
                            if number % 3 == 0 {
                                try await database.single { try await $0.add("\(number)") }
                            } else {
                                try await database.add("\(number)")
                            }
                        } catch {
                            Issue.record("\(error)")
                        }
                    }
                    if number % 10 != 5 { continue }
                    group.addTask {
                        let error = await #expect(throws: SQLiteError.self) {
                            try await database.transaction { connection in
                                try await connection.add("lost")
                                do {
                                    try await connection.add("refused")
                                } catch {
                                    if !isSwallowed { throw error }
                                    // What comes now would be stored alone.
                                    _ = try? await connection.add("orphan")
                                }
                            }
                        }
                        #expect(error?.code == (isSwallowed ? .transactionAborted : .constraintViolation))
                    }
                }
            }
            #expect(Set(try await database.texts()) == Set((0..<30).map { "\($0)" }))
            await database.close()
        }
    }

    @Test func aDeferredConstraintConcernsOnlyWhoViolatesIt() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.transaction { connection in
            try await connection.run("create table replies (note references notes deferrable initially deferred)")
        }
        try await database.pileUp { group in
            for number in 0..<20 {
                group.addTask {
                    do { try await database.add("\(number)") } catch { Issue.record("\(error)") }
                }
            }
            group.addTask {
                let error = await #expect(throws: SQLiteError.self) {
                    try await database.transaction { try await $0.run("insert into replies values (1000)") }
                }
                #expect(error?.code == .constraintViolation)
            }
        }
        #expect(try await database.texts().count == 20)
        await database.close()
    }

    @Test func foreignKeysAreEnforcedUnlessTheConfigurationSaysOtherwise() async throws {
        for enforces in [true, false] {
            try await TemporaryFolder.with { folder in
                let database = try await folder.database { $0.enforcesForeignKeys = enforces }
                try await database.makeNotes()
                try await database.transaction { try await $0.run("create table replies (note references notes)") }
                let insert: @Sendable () async throws -> Void = {
                    try await database.transaction { _ = try await $0.run("insert into replies values (1000)") }
                }
                if enforces {
                    await #expect(throws: SQLiteError.self) { try await insert() }
                } else {
                    try await insert()
                }
                await database.close()
            }
        }
    }

    @Test func whatCannotRunInATransactionRunsByItselfAlsoAmongOthers() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            let statements: [SQL] = [
                "vacuum", "attach ':memory:' as other", "pragma cache_size = 123", "pragma wal_checkpoint",
                "pragma recursive_triggers = on", "detach other",
            ]
            for statement in statements {
                try await database.pileUp { group in
                    for number in 0..<20 {
                        group.addTask { try? await database.add("\(statement.chunks.count) \(number)") }
                        if number == 10 {
                            group.addTask {
                                do {
                                    try await database.single { _ = try await $0.run(statement) }
                                } catch {
                                    Issue.record("\(error)")
                                }
                            }
                        }
                    }
                }
            }
            #expect(try await database.single { try $0.texts("pragma cache_size") } == ["123"])
            #expect(try await database.single { try $0.texts("pragma recursive_triggers") } == ["1"])
            await database.close()
        }
    }

    static let settings: [SQL] = [
        "pragma foreign_keys = off", "pragma main.synchronous = off", "pragma case_sensitive_like(1)",
        "attach ':memory:' as other", "pragma query_only = 1", "vacuum", "explain pragma cache_size = 5",
    ]

    @Test(arguments: settings) func aTransactionLeavesTheConnectionAsItIs(_ setting: SQL) async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        // Also where it was compiled before, where it is allowed.
        try? await database.single { _ = try await $0.run("pragma foreign_keys = on") }
        for call in [database.transaction, database.read, database.singleRead] as [Call] {
            let error = await #expect(throws: SQLiteError.self) { try await call { _ = try await $0.run(setting) } }
            #expect(error?.code == .statement)
        }
        #expect(try await database.single { try $0.texts("pragma foreign_keys") } == ["1"])
        try await database.add("a")
        await database.close()
    }

    @Test func aTemporaryTableLivesAsLongAsItsBody() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        for _ in 0..<3 {
            try await database.transaction { connection in
                try await connection.run("create temp table numbers (a)")
                try await connection.run("create temporary view twice as select a * 2 from numbers")
                try await connection.run("insert into numbers values (1)")
            }
            try await database.single { _ = try await $0.run("create temp table numbers (a)") }
            await #expect(throws: Refusal.self) {
                try await database.transaction { connection in
                    try await connection.run("create temp table numbers (a)")
                    throw Refusal()
                }
            }
        }
        try await database.pileUp { group in
            for number in 0..<10 {
                group.addTask {
                    do {
                        try await database.transaction { connection in
                            try await connection.run("create temp table numbers (a)")
                            try await connection.add("\(number)")
                        }
                    } catch {
                        Issue.record("\(error)")
                    }
                }
            }
        }
        #expect(try await database.texts().count == 10)
        await database.close()
    }

    @Test func aSavepointThatFailsIsUndoneAlone() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.transaction { connection in
            try await connection.add("a")
            await #expect(throws: Refusal.self) {
                try await connection.savepoint {
                    try await connection.add("b")
                    try await connection.savepoint { try await connection.add("c") }
                    throw Refusal()
                }
            }
            try await connection.savepoint { try await connection.add("d") }
        }
        #expect(try await database.texts() == ["a", "d"])
        await database.close()
    }

    private static let endless: SQL =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"

    @Test(.timeLimit(.minutes(1)), arguments: [false, true])
    func theCancellationOfATaskEndsItsStatement(_ isInMemory: Bool) async throws {
        try await TemporaryFolder.with { folder in
            let database = isInMemory ? try await SQLiteDatabase.inMemory() : try await folder.database()
            try await database.makeNotes()
            let calls = [database.read, database.singleRead, database.single, database.transaction] as [Call]
            for call in calls {
                let hasBegun = AsyncStream<Void>.makeStream()
                let task = Task {
                    try await call { connection in
                        hasBegun.continuation.finish()
                        _ = try await connection.run(Self.endless)
                    }
                }
                for await _ in hasBegun.stream {}
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            try await database.add("a")
            await database.close()
        }
    }

    @Test(.timeLimit(.minutes(1))) func aCancellationConcernsNobodyElse() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let hasBegun = AsyncStream<Void>.makeStream()
        let task = Task {
            try await database.transaction { connection in
                hasBegun.continuation.finish()
                // A statement that writes takes the whole transaction along when it is interrupted.
                try await connection.run("insert into notes (number) " + Self.endless)
            }
        }
        for await _ in hasBegun.stream {}
        async let others: Void = withDiscardingTaskGroup { group in
            for number in 0..<20 {
                group.addTask {
                    do { try await database.add("\(number)") } catch { Issue.record("\(error)") }
                }
            }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await others
        #expect(try await database.texts().count == 20)
        await database.close()
    }

    @Test func aCallThatBeginsInACancelledTaskRunsAsUsual() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await database.add("a")
            try await database.single { try await $0.add("b") }
            return try await database.texts()
        }
        task.cancel()
        #expect(try await task.value == ["a", "b"])
        await database.close()
    }

    @Test func aTransactionWhoseTaskWasCancelledMeanwhileStoresNothing() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        let task = Task {
            try await database.transaction { connection in
                try await connection.add("a")
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await database.texts() == [])
        await database.close()
    }
}
