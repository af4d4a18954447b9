import Foundation
import Testing
import TypedSQL

@testable import SQLiteDriver

@Suite struct ErrorTests {
    @Test func theSameValueTwiceIsAUniqueViolation() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.add("secret value")
        let error = await #expect(throws: SQLiteError.self) { try await database.add("secret value") }
        #expect(error?.isUniqueViolation == true)
        #expect(error?.isBusy == false)
        #expect(error?.isRetryable == false)
        #expect(error?.resultCode == 19)
        #expect(error?.extendedResultCode == 2067)
        #expect(error?.sql == #"insert into "notes" ("text", "number") values (?, null)"#)
        #expect(error.map { "\($0)".contains("secret") } == false)
        await database.close()
    }

    @Test func theSameKeyTwiceIsAUniqueViolation() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            try await connection.run("create table keys (a text primary key, b integer)")
            try await connection.run("insert into keys values ('a', 1)")
            let key = await #expect(throws: SQLiteError.self) {
                try await connection.run("insert into keys values ('a', 1)")
            }
            #expect(key?.isUniqueViolation == true)
            let row = await #expect(throws: SQLiteError.self) {
                try await connection.run("insert into keys (rowid, a) values (1, 'b')")
            }
            #expect(row?.isUniqueViolation == true)
        }
        await database.close()
    }

    @Test func anotherConstraintIsNoUniqueViolation() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            try await connection.run("create table t (a not null, check (a > 0))")
            for sql in ["insert into t values (null)", "insert into t values (-1)"] as [SQL] {
                let error = await #expect(throws: SQLiteError.self) { try await connection.run(sql) }
                #expect(error?.code == .constraintViolation)
                #expect(error?.isUniqueViolation == false)
            }
        }
        await database.close()
    }

    @Test func aWrongStatementSaysWhatIsWrongWithIt() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let error = await #expect(throws: SQLiteError.self) {
            try await database.single { try await $0.run("select \("secret") from missing") }
        }
        #expect(error?.code == .statement)
        #expect(error?.sql == "select ? from missing")
        #expect(error?.message == "no such table: missing")
        #expect(error.map { "\($0)".contains("secret") } == false)
        await database.close()
    }

    @Test func aConflictWithinAConnectionIsNotBusy() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.makeNotes()
        try await database.add("a")
        let error = await #expect(throws: SQLiteError.self) {
            try await database.single { connection in
                let sql = select(notes.id).from(notes).sql
                let drop = try ("drop table notes" as SQL).rendered(for: .sqlite)
                try connection.run(sql.rendered(for: .sqlite), bind: { _ in }) { _ in
                    try connection.run(drop, bind: { _ in }, row: { _ in })
                }
            }
        }
        #expect(error?.code == .statement)
        await database.close()
    }

    @Test func aTextLongerThanTheLimitIsTooBig() async throws {
        let database = try await SQLiteDatabase.inMemory()
        let error = await #expect(throws: SQLiteError.self) {
            try await database.read { try $0.texts("select zeroblob(1000000001)") }
        }
        #expect(error?.code == .tooBig)
        await database.close()
    }

    @Test func aFullDiskIsAnErrorAndLeavesTheDatabaseUsable() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            _ = try await database.single { try $0.texts("pragma max_page_count = 30") }
            let long = String(repeating: "x", count: 200_000)
            for write in [database.transaction, database.single] as [Write] {
                let error = await #expect(throws: SQLiteError.self) { try await write { try await $0.add(long) } }
                #expect(error?.code == .diskFull)
                #expect(error?.isRetryable == true)
                #expect(error?.path == folder.path("test.db"))
            }
            try await database.add("short")
            #expect(try await database.texts() == ["short"])
            await database.close()
        }
    }

    private typealias Write =
        @Sendable (
            @escaping @Sendable (SQLiteConnection) async throws -> Void
        ) async throws -> Void

    @Test func aDamagedPageIsAnErrorThatNamesTheFile() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            try await database.transaction { connection in
                for number in 0..<2000 { try await connection.add("\(number)" + String(repeating: "x", count: 100)) }
            }
            await database.close()
            let file = try FileHandle(forUpdating: folder.url.appending(path: "test.db"))
            for page in 3..<20 {
                try file.seek(toOffset: UInt64(page * 4096))
                try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
            }
            try file.close()
            let damaged = try await folder.database()
            let error = await #expect(throws: SQLiteError.self) { try await damaged.texts() }
            #expect(error?.code == .corrupt)
            #expect(error?.path == folder.path("test.db"))
            #expect(error.map { "\($0)".contains("test.db") } == true)
            await damaged.close()
        }
    }

    @Test func anOldLibraryIsRefusedByNameOfItsVersion() {
        #expect(throws: Never.self) { try SQLiteConnection.checkLibrary(version: 3_037_000) }
        let error = #expect(throws: SQLiteError.self) { try SQLiteConnection.checkLibrary(version: 3_036_002) }
        #expect(error?.code == .libraryTooOld)
        #expect(error?.message.contains("3.36.2") == true)
    }

    @Test func aLongStatementIsCutInTheDescriptionOnly() {
        let sql = String(repeating: "x", count: 1000)
        let error = SQLiteError(.statement, message: "m", extendedResultCode: 1, sql: sql, path: "p")
        #expect(error.sql == sql)
        #expect("\(error)" == "m (p) [SQLite 1], in: \(sql.prefix(500))…")
    }
}
