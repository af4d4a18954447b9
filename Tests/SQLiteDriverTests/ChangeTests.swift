import Foundation
import SQLiteDriver
import Testing
import TypedSQL

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
    #endif

    @Test func aDatabaseInMemoryHasNoOthers() async throws {
        let database = try await SQLiteDatabase.inMemory()
        for await _ in database.changesByOthers() { Issue.record("nobody else can write there") }
        await database.close()
    }
}
