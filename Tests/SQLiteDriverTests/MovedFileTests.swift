import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// A file that somebody takes away while it is open.
@Suite struct MovedFileTests {
    private let files = FileManager.default

    private func expectRefusal(of database: SQLiteDatabase, sourceLocation: SourceLocation = #_sourceLocation)
        async throws
    {
        // A commit is told what another has seen in the same millisecond.
        try await Task.sleep(for: .milliseconds(2))
        for _ in 0..<2 {
            let transaction = await #expect(throws: SQLiteError.self, sourceLocation: sourceLocation) {
                try await database.transaction { connection in
                    for _ in 0..<100 { try await connection.add(nil) }
                }
            }
            let single = await #expect(throws: SQLiteError.self, sourceLocation: sourceLocation) {
                try await database.single { try await $0.add(nil) }
            }
            for error in [transaction, single] {
                #expect(error?.code == .movedFile, sourceLocation: sourceLocation)
                #expect(error?.isRetryable == false, sourceLocation: sourceLocation)
            }
        }
    }

    private func expectRefusalOfReads(of database: SQLiteDatabase, sourceLocation: SourceLocation = #_sourceLocation)
        async throws
    {
        for _ in 0..<4 {
            let error = await #expect(throws: SQLiteError.self, sourceLocation: sourceLocation) {
                try await database.texts()
            }
            #expect(error?.code == .movedFile, sourceLocation: sourceLocation)
            let single = await #expect(throws: SQLiteError.self, sourceLocation: sourceLocation) {
                try await database.singleRead { try await $0.first(select(count()).from(notes)) }
            }
            #expect(single?.code == .movedFile, sourceLocation: sourceLocation)
        }
    }

    @Test func nothingIsStoredInAFileThatWasDeleted() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            try await database.add("a")
            for name in ["test.db", "test.db-wal", "test.db-shm"] { try files.removeItem(atPath: folder.path(name)) }
            try await expectRefusal(of: database)
            try await expectRefusalOfReads(of: database)
            await database.close()
            #expect(try files.contentsOfDirectory(atPath: folder.path) == [])
        }
    }

    @Test func aFileThatTookThePlaceOfTheOpenOneStaysAsItIs() async throws {
        try await TemporaryFolder.with { folder in
            let other = try await folder.database("other.db")
            try await other.makeNotes()
            try await other.add("other")
            await other.close()
            let content = try Data(contentsOf: folder.url.appending(path: "other.db"))
            let database = try await folder.database()
            try await database.makeNotes()
            try await database.add("a")
            #expect(rename(folder.path("other.db"), folder.path("test.db")) == 0)
            try await expectRefusal(of: database)
            try await expectRefusalOfReads(of: database)
            await database.close()
            #expect(try Data(contentsOf: folder.url.appending(path: "test.db")) == content)
        }
    }

    @Test func aLogThatWasDeletedIsNoticed() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            try files.removeItem(atPath: folder.path("test.db-wal"))
            try await expectRefusal(of: database)
            await database.close()
        }
    }

    @Test func aFileThatIsPutBackIsWrittenToAgain() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            try await database.add("a")
            try files.moveItem(atPath: folder.path("test.db"), toPath: folder.path("moved.db"))
            try await expectRefusal(of: database)
            try await expectRefusalOfReads(of: database)
            try files.moveItem(atPath: folder.path("moved.db"), toPath: folder.path("test.db"))
            try await database.add("b")
            #expect(try await database.texts() == ["a", "b"])
            await database.close()
            let again = try await folder.database()
            #expect(try await again.texts() == ["a", "b"])
            await again.close()
        }
    }

    @Test func whoOnlyReadsIsToldThatTheFileWasReplaced() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            try await database.add("a")
            await database.close()
            let reader = try await folder.database { $0.isReadOnly = true }
            // A log that is made and removed by others is none of its business.
            let writer = try await folder.database()
            try await writer.add("b")
            await writer.close()
            try await Task.sleep(for: .milliseconds(2))
            #expect(try await reader.texts() == ["a", "b"])
            let other = try await folder.database("other.db")
            try await other.makeNotes()
            await other.close()
            #expect(rename(folder.path("other.db"), folder.path("test.db")) == 0)
            try await Task.sleep(for: .milliseconds(2))
            try await expectRefusalOfReads(of: reader)
            await reader.close()
        }
    }

    @Test func permissionsThatAreTakenAwayLaterChangeNothing() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            for name in ["test.db", "test.db-wal", "test.db-shm"] {
                try files.setAttributes([.posixPermissions: 0o400], ofItemAtPath: folder.path(name))
            }
            try await database.add("a")
            await database.close()
            let reader = try await folder.database { $0.isReadOnly = true }
            #expect(try await reader.texts() == ["a"])
            await reader.close()
        }
    }
}
