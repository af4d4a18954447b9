import CFaultVFS
import Foundation
import Testing
import TypedSQL

@testable import SQLiteDriver

@Suite struct ChangeTests {
    @Test func whatAnotherOpeningWritesIsNoticed() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "changes-\(UUID().uuidString).db").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var configuration = SQLiteConfiguration()
        configuration.changePollInterval = .milliseconds(1)
        let one = try await SQLiteDatabase(path: path, configuration: configuration)
        let other = try await SQLiteDatabase(path: path)
        // The watch begins when it is asked for, so it goes on until it has seen a write.
        let writing = Task {
            var number = 0
            while !Task.isCancelled {
                number += 1
                let name = "t\(number)"
                try await other.transaction { _ = try await $0.run("create table \(identifier: name) (a)") }
            }
        }
        var changes = one.changesByOthers().makeAsyncIterator()
        #expect(await changes.next() != nil)
        writing.cancel()
        _ = try? await writing.value
        await other.close()
        await one.close()
        while await changes.next() != nil {}
    }

    #if os(Linux)
    @Test func theKernelTellsThatAnotherOpeningHasWritten() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "changes-\(UUID().uuidString).db").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var configuration = SQLiteConfiguration()
        configuration.changePollInterval = .seconds(3600)
        let one = try await SQLiteDatabase(path: path, configuration: configuration)
        let other = try await SQLiteDatabase(path: path)
        let seen = Task {
            var seen = 0
            for await _ in one.changesByOthers() {
                seen += 1
                if seen == 3 { break }
            }
            return seen
        }
        let writing = Task {
            var number = 0
            while !Task.isCancelled {
                number += 1
                let name = "t\(number)"
                try await other.transaction { _ = try await $0.run("create table \(identifier: name) (a)") }
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        #expect(await seen.value == 3)
        writing.cancel()
        _ = try? await writing.value
        await other.close()
        await one.close()
    }

    @Test(.timeLimit(.minutes(1))) func aCommitIsNoticedThatBecomesVisibleLongAfterItsWrite() async throws {
        fault_vfs_register()
        try await TemporaryFolder.with { folder in
            let other = try await folder.database { $0.synchronous = .full }
            try await other.makeNotes()
            let one = try await folder.database { $0.changePollInterval = .seconds(3600) }
            var changes = one.changesByOthers().makeAsyncIterator()
            _ = await changes.next()
            fault_vfs_slow_syncs(folder.path, 50)
            for number in 0..<5 {
                try await other.add("\(number)")
                #expect(await changes.next() != nil)
            }
            fault_vfs_slow_syncs("/none", 0)
            await other.close()
            await one.close()
        }
    }

    @Test(.timeLimit(.minutes(1))) func aRelativePathIsWatchedAlsoAfterAChangeOfTheFolder() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            let probe = try Probe("watch", "test.db", folder: folder.url)
            #expect(probe.firstLine() == "watching")
            try await database.add("a")
            #expect(probe.firstLine() == "changed")
            #expect(try probe.finish() == "ok")
            await database.close()
        }
    }

    @Test(.timeLimit(.minutes(1))) func aDatabaseBehindALinkIsWatchedWhereItIs() async throws {
        try await TemporaryFolder.with { folder in
            let other = try await folder.database()
            try await other.makeNotes()
            try FileManager.default.createDirectory(atPath: folder.path("links"), withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("links/link.db"), withDestinationPath: folder.path("test.db")
            )
            let one = try await folder.database("links/link.db") { $0.changePollInterval = .seconds(3600) }
            var changes = one.changesByOthers().makeAsyncIterator()
            _ = await changes.next()
            try await other.add("a")
            #expect(await changes.next() != nil)
            await other.close()
            await one.close()
        }
    }

    @Test(.timeLimit(.minutes(1))) func theWatchOfADeletedFileEnds() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.changePollInterval = .milliseconds(1) }
            try await database.makeNotes()
            let changes = database.changesByOthers()
            var isFirst = true
            for await _ in changes where isFirst {
                isFirst = false
                for name in ["test.db", "test.db-wal", "test.db-shm"] {
                    try FileManager.default.removeItem(atPath: folder.path(name))
                }
                await database.close()
            }
        }
    }
    #endif

    @Test func checksForALateCommitGetRarerAndEnd() {
        var pauses = CheckPauses()
        var all: [Duration] = []
        while let pause = pauses.next() { all.append(pause) }
        #expect(all.first == .milliseconds(2))
        #expect(zip(all, all.dropFirst()).allSatisfy { $0 * 2 == $1 })
        #expect(all.reduce(.zero, +) > .seconds(5))
        #expect(all.count < 20)
        pauses.reset()
        #expect(pauses.next() == .milliseconds(2))
    }

    @Test func aDatabaseInMemoryHasNoOthers() async throws {
        let database = try await SQLiteDatabase.inMemory()
        for await _ in database.changesByOthers() { Issue.record("nobody else can write there") }
        await database.close()
    }
}
