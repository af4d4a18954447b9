import Foundation
import SQLiteDriver
import Testing
import TypedSQL

@Suite struct OpeningTests {
    private func code(
        of path: String, _ change: (inout SQLiteConfiguration) -> Void = { _ in }
    ) async -> SQLiteError.Code? {
        var configuration = SQLiteConfiguration()
        change(&configuration)
        let settings = configuration
        let error = await #expect(throws: SQLiteError.self, "\(path.debugDescription)") {
            _ = try await SQLiteDatabase(path: path, configuration: settings)
        }
        return error?.code
    }

    @Test func aNewFileIsReadableToItsOwnerAlone() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            for name in ["test.db", "test.db-wal", "test.db-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
            }
            await database.close()
        }
    }

    @Test(arguments: ["000", "022", "077"])
    func noMaskOfTheProcessOpensANewFileToOthers(_ mask: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sqlite-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "test.db").path
        let probe = try Probe("hold", path, prefix: ["sh", "-c", "umask \(mask); exec \"$0\" \"$@\""])
        #expect(probe.firstLine() == "held")
        for suffix in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
        }
        #expect(try probe.finish() == "ok")
    }

    @Test func aFileKeepsItsPermissionsAndItsRows() async throws {
        try await TemporaryFolder.with { folder in
            let first = try await folder.database()
            try await first.makeNotes()
            try await first.add("a")
            await first.close()
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("test.db"))
            let second = try await folder.database()
            #expect(try await second.texts() == ["a"])
            await second.close()
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("test.db"))
            #expect(attributes[.posixPermissions] as? Int == 0o640)
        }
    }

    @Test(arguments: ["target.db", "./deeper/../target.db", "link2"])
    func aLinkToNoFileMakesAFileThatIsReadableToItsOwnerAlone(destination: String) async throws {
        try await TemporaryFolder.with { folder in
            try FileManager.default.createDirectory(atPath: folder.path("deeper"), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("link2"), withDestinationPath: folder.path("target.db"))
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("link"), withDestinationPath: destination)
            let database = try await SQLiteDatabase(path: folder.path("link"))
            try await database.makeNotes()
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("target.db"))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            await database.close()
        }
    }

    @Test func linksThatLeadToEachOtherAreAnError() async throws {
        try await TemporaryFolder.with { folder in
            for (from, to) in [("a", "b"), ("b", "a")] {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.path(from), withDestinationPath: folder.path(to))
            }
            #expect(await code(of: folder.path("a")) == .inputOutput)
        }
    }

    @Test func aFileThatIsNotTrustedCanNotWriteItsOwnSchema() async throws {
        try await TemporaryFolder.with { folder in
            var configuration = SQLiteConfiguration()
            configuration.trustsFile = false
            let database = try await SQLiteDatabase(path: folder.path("test.db"), configuration: configuration)
            try await database.makeNotes()
            _ = try await database.single { try await $0.run("pragma writable_schema = on") }
            let error = await #expect(throws: SQLiteError.self) {
                try await database.single { _ = try await $0.run("delete from sqlite_schema") }
            }
            #expect(error?.message.contains("may not be modified") == true)
            await database.close()
        }
    }

    @Test func aStatementThatTakesTooLongIsInterruptedAndTheNextOneRuns() async throws {
        var configuration = SQLiteConfiguration()
        configuration.statementTimeLimit = .milliseconds(50)
        let database = try await SQLiteDatabase.inMemory(configuration: configuration)
        try await database.makeNotes()
        let endless: SQL = """
            insert into notes (text)
            select i from (with recursive n(i) as (select 1 union all select i + 1 from n) select i from n where i < 0)
            """
        let error = await #expect(throws: SQLiteError.self) {
            try await database.single { _ = try await $0.run(endless) }
        }
        #expect(error?.code == .timedOut)
        try await database.add("a")
        #expect(try await database.texts() == ["a"])
        await database.close()
    }

    @Test func aMissingFolderIsAnError() async throws {
        try await TemporaryFolder.with { folder in
            #expect(await code(of: folder.path("no/test.db")) == .missingFolder)
            try Data().write(to: folder.url.appending(path: "file"))
            #expect(await code(of: folder.path("file/test.db")) == .missingFolder)
        }
    }

    @Test func aFolderIsNoDatabase() async throws {
        try await TemporaryFolder.with { folder in
            #expect(await code(of: folder.path) == .isAFolder)
            #expect(await code(of: folder.path) { $0.isReadOnly = true } == .isAFolder)
        }
    }

    @Test func anInvalidPathIsAnError() async throws {
        #expect(await code(of: "") == .invalidPath)
        #expect(await code(of: "a\0b") == .invalidPath)
        #expect(await code(of: "") { $0.isReadOnly = true } == .invalidPath)
        try await TemporaryFolder.with { folder in
            #expect(await code(of: folder.path(String(repeating: "n", count: 5000))) == .inputOutput)
        }
    }

    @Test func aFileThatIsNoDatabaseIsAnErrorAndStaysAsItIs() async throws {
        try await TemporaryFolder.with { folder in
            let contents = [
                Data("not a database, only a text".utf8),
                Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31 + 7) }),
                Data("xy".utf8), Data(repeating: 0, count: 4096),
            ]
            for content in contents {
                try content.write(to: folder.url.appending(path: "file"))
                #expect(await code(of: folder.path("file")) == .notADatabase, "\(content.prefix(5))")
                #expect(try Data(contentsOf: folder.url.appending(path: "file")) == content)
            }
        }
    }

    @Test func aMissingFileCannotBeReadAndIsNotMade() async throws {
        try await TemporaryFolder.with { folder in
            #expect(await code(of: folder.path("test.db")) { $0.isReadOnly = true } == .missingFile)
            #expect(await code(of: folder.path("no/test.db")) { $0.isReadOnly = true } == .missingFile)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(files == [])
        }
    }

    @Test func aDatabaseOpenedForReadingRefusesWrites() async throws {
        try await TemporaryFolder.with { folder in
            let writer = try await folder.database()
            try await writer.makeNotes()
            try await writer.add("a")
            let reader = try await folder.database { $0.isReadOnly = true }
            #expect(try await reader.texts() == ["a"])
            let first = await #expect(throws: SQLiteError.self) { try await reader.add("b") }
            #expect(first?.code == .readOnly)
            let second = await #expect(throws: SQLiteError.self) { try await reader.single { try await $0.add("b") } }
            #expect(second?.code == .readOnly)
            try await writer.add("c")
            #expect(try await reader.texts() == ["a", "c"])
            await reader.close()
            await writer.close()
            let again = try await folder.database { $0.isReadOnly = true }
            #expect(try await again.texts() == ["a", "c"])
            await again.close()
        }
    }

    private static let isRoot = getuid() == 0
    private static let dropsPrivileges = FileManager.default.fileExists(atPath: "/usr/bin/setpriv")

    /// What another user, or for an ordinary user this one, is told.
    private func asNobody(_ command: String, _ path: String) throws -> String {
        let prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        return try Probe(command, path, prefix: Self.isRoot ? prefix : []).finish()
    }

    @Test(
        .enabled(
            if: !isRoot || dropsPrivileges, "root may open everything, and there is no setpriv to be somebody else"))
    func aFileWithoutPermissionIsAnError() async throws {
        try await TemporaryFolder.with { folder in
            let change = { (mode: Int, path: String) in
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            }
            let database = try await folder.database()
            await database.close()
            let path = folder.path("test.db")
            try change(0o755, folder.path)
            try change(0o000, path)
            #expect(try asNobody("open", path) == "permissionDenied")
            #expect(try asNobody("read-only", path) == "permissionDenied")
            try change(0o444, path)
            #expect(try asNobody("open", path) == "permissionDenied")
            try change(0o555, folder.path)
            #expect(try asNobody("open", folder.path("new.db")) == "permissionDenied")
            try change(0o755, folder.path)
        }
    }

    @Test(
        .enabled(
            if: !isRoot || dropsPrivileges, "root may write everything, and there is no setpriv to be somebody else"))
    func aFileThatNobodyCanWriteToIsReadAsLongAsItHasNoWAL() async throws {
        try await TemporaryFolder.with { folder in
            let change = { (mode: Int, path: String) in
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            }
            let path = folder.path("read %only?.db")
            let database = try await folder.database("read %only?.db")
            try await database.makeNotes()
            // The WAL of the open database is its owner's alone.
            try change(0o444, path)
            if Self.isRoot { #expect(try asNobody("read-only", path) == "permissionDenied") }
            await database.close()
            try change(0o555, folder.path)
            #expect(try asNobody("read-only", path) == "ok")
            try change(0o755, folder.path)
        }
    }

    @Test func aProcessWithoutDescriptorsGetsAnErrorAndUsesWhatIsOpen() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            let limit = ["sh", "-c", "ulimit -n 64; exec \"$0\" \"$@\""]
            let probe = try Probe("no-descriptors", folder.path("test.db"), prefix: limit)
            #expect(try probe.finish() == "inputOutput\nok")
            #expect(try await database.texts() == [nil])
            await database.close()
        }
    }

    @Test func aRelativePathThatLooksLikeAURIIsAPath() async throws {
        let names = ["file:\(UUID()).db?mode=memory", ":memory:"]
        for name in names {
            let remove = {
                for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: "./" + name + suffix) }
            }
            // Tests that were killed may have left it.
            remove()
            let database = try await SQLiteDatabase(path: name)
            try await database.makeNotes()
            #expect(FileManager.default.fileExists(atPath: "./" + name), "\(name)")
            await database.close()
            remove()
        }
    }

    @Test func theSettingsAreThoseOfTheConfiguration() async throws {
        try await TemporaryFolder.with { folder in
            for (synchronous, number) in [(SQLiteConfiguration.Synchronous.normal, "1"), (.full, "2")] {
                let database = try await folder.database { $0.synchronous = synchronous }
                #expect(try await database.single { try $0.texts("pragma synchronous") } == [number])
                #expect(try await database.single { try $0.texts("pragma journal_mode") } == ["wal"])
                #expect(try await database.single { try $0.texts("pragma temp_store") } == ["2"])
                await database.close()
            }
        }
    }

    @Test(arguments: [Duration.zero, .seconds(-1), .nanoseconds(1), .seconds(Int64.max), .milliseconds(1500)])
    func anyTimeoutIsTaken(_ timeout: Duration) async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.busyTimeout = timeout }
            let expected = timeout <= .nanoseconds(1) ? "0" : timeout == .milliseconds(1500) ? "1500" : "\(Int32.max)"
            let taken = try await database.transaction { try $0.texts("pragma busy_timeout") }
            #expect(taken == [expected])
            await database.close()
        }
    }
}
