import Dispatch
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

@Suite(.serialized) struct ClosingTests {
    @Test func closingWritesTheLogBackIntoTheFile() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database()
            try await database.makeNotes()
            for number in 0..<100 { try await database.add("\(number)") }
            await database.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["test.db"])
        }
    }

    @Test func closingDoesNotWaitForOthersThatRead() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await folder.database { $0.busyTimeout = .seconds(3600) }
            let other = try await folder.database()
            try await database.makeNotes()
            let gate = DispatchSemaphore(value: 0)
            let hasRead = AsyncStream<Void>.makeStream()
            async let read: Void = other.read { connection in
                _ = try await connection.first(select(count()).from(notes))
                hasRead.continuation.finish()
                gate.wait()
            }
            for await _ in hasRead.stream {}
            try await database.add("a")
            await database.close()
            gate.signal()
            try await read
            #expect(try await other.texts() == ["a"])
            await other.close()
        }
    }

    @Test(arguments: [false, true]) func callsAfterClosingAreErrors(_ isInMemory: Bool) async throws {
        try await TemporaryFolder.with { folder in
            let database = isInMemory ? try await SQLiteDatabase.inMemory() : try await folder.database()
            try await database.makeNotes()
            await database.close()
            await database.close()
            let errors = [
                await #expect(throws: SQLiteError.self) { try await database.read { _ in } },
                await #expect(throws: SQLiteError.self) { try await database.single { _ in } },
                await #expect(throws: SQLiteError.self) { try await database.transaction { _ in } },
            ]
            #expect(errors.allSatisfy { $0?.code == .closed })
        }
    }

    @Test func everyCallIsAnsweredWhileOthersClose() async throws {
        for _ in 0..<20 {
            try await TemporaryFolder.with { folder in
                let database = try await folder.database()
                try await database.makeNotes()
                let stored = Counter()
                await withDiscardingTaskGroup { group in
                    for number in 0..<30 {
                        group.addTask {
                            do {
                                try await database.add("\(number)")
                                await stored.increase()
                            } catch { #expect((error as? SQLiteError)?.code == .closed) }
                        }
                        group.addTask { _ = try? await database.texts() }
                    }
                    for _ in 0..<3 { group.addTask { await database.close() } }
                }
                let again = try await folder.database()
                #expect(try await again.texts().count == stored.count)
                await again.close()
            }
        }
    }

    @Test(.enabled(if: OpenFiles.isKnown, "only Linux lists a process's open files"))
    func aDatabaseLeavesNoOpenFiles() async throws {
        try await TemporaryFolder.with { folder in
            for _ in 0..<200 {
                let database = try await folder.database()
                try await database.read { _ in }
                await database.close()
            }
            #expect(OpenFiles.count(in: folder) == 0)
        }
    }

    @Test(.enabled(if: OpenFiles.isKnown, "only Linux lists a process's open files"))
    func aDatabaseThatIsDroppedLeavesNoOpenFiles() async throws {
        try await TemporaryFolder.with { folder in
            for number in 0..<50 {
                let database = try await folder.database("\(number % 5).db")
                try await database.read { _ in }
            }
            // Its threads end by themselves, each in its time.
            while OpenFiles.count(in: folder) > 0 { try await Task.sleep(for: .milliseconds(1)) }
        }
    }

    @Test(.enabled(if: OpenFiles.isKnown, "only Linux lists a process's open files"))
    func aDatabaseThatCouldNotBeOpenedLeavesNoOpenFiles() async throws {
        try await TemporaryFolder.with { folder in
            try Data("no database".utf8).write(to: folder.url.appending(path: "test.db"))
            for _ in 0..<50 { await #expect(throws: SQLiteError.self) { _ = try await folder.database() } }
            #expect(OpenFiles.count(in: folder) == 0)
        }
    }
}

private actor Counter {
    var count = 0
    func increase() { count += 1 }
}

/// The files that this process has open.
private enum OpenFiles {
    static let isKnown = FileManager.default.fileExists(atPath: "/proc/self/fd")

    /// Those in a folder of one test: others run at the same time.
    static func count(in folder: TemporaryFolder) -> Int {
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        let targets = descriptors.compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)
        }
        return targets.count { $0.hasPrefix(folder.path) }
    }
}
