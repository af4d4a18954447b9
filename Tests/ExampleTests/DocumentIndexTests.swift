import Foundation
import Testing
import TypedSQL

/// The example of a full-text index, killed at bad moments.
@Suite struct DocumentIndexTests {
    @Test func everyDocumentIsThereOnceHoweverOftenItIsKilled() async throws {
        let folder = try IndexedFolder(documents: 200)
        let command = DocumentIndexCommand(folder: folder)
        var kills = 20
        while true {
            let process = try command.startRun()
            if kills > 0 {
                kills -= 1
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...500)))
                if kills < 8 { try await command.approve() }
                kill(process.processIdentifier, SIGKILL)
            } else {
                while process.isRunning { try await command.approve() }
            }
            try await command.wait(for: process)
            try await expectThatNothingIsHalfDone(folder)
            if process.terminationReason == .uncaughtSignal { continue }
            #expect(process.terminationStatus == 0)
            try await expectExactIndex(of: folder)
            if kills == 0 { break }
        }
        let found = try await command.output(of: "search", "marker25")
        #expect(found == ["folder 4/25.txt"])
    }

    @Test func anApprovalBeforeARunAsksForItIsRefused() async throws {
        let folder = try IndexedFolder(documents: 1)
        let process = try DocumentIndexCommand(folder: folder).start("approve", "te_none")
        try await DocumentIndexCommand(folder: folder).wait(for: process)
        #expect(process.terminationStatus == 1)
    }

    private func expectThatNothingIsHalfDone(_ folder: IndexedFolder) async throws {
        // A process may have been killed before it had made the tables.
        let tables = try await IndexObserver(folder.database).texts(
            "select name from sqlite_schema where type = 'table'")
        guard Set(tables).isSuperset(of: ["document_words", "index_runs", "index_executions"]) else { return }
        let documents = try await IndexObserver(folder.database).documents()
        #expect(documents.written == documents.completed)
        #expect(Set(documents.written).count == documents.written.count)
    }

    private func expectExactIndex(of folder: IndexedFolder) async throws {
        let observer = IndexObserver(folder.database)
        let rows = try await observer.rows()
        let counts = Dictionary(rows.map { ($0.path, $0.wordCount) }, uniquingKeysWith: +)
        #expect(rows.count == folder.wordCounts.count)
        #expect(folder.wordCounts.filter { counts[$0.key] != $0.value } == [:])
        #expect(rows.allSatisfy { $0.wordCount == $0.searchedWords })

        let run: [String] = try await observer.texts(
            """
            select json_extract(output, '$.documents') || ' ' || json_extract(output, '$.words') || ' ' ||
                json_array_length(output, '$.failures') || ' ' || status
            from index_executions where execution_id in (select id from index_runs where is_in_use = 1)
            """
        )
        let words = folder.wordCounts.values.reduce(0, +)
        #expect(run == ["\(folder.wordCounts.count) \(words) \(folder.failures) completed"])

        let retries: [String] = try await observer.texts(
            """
            select task_id || ' ' || count(*) from index_executions
            where retry_attempts = 1 and root_execution_id in (select id from index_runs where is_in_use = 1)
            group by task_id order by 1
            """
        )
        #expect(retries == ["read_document \(folder.flakyReads)", "write_document \(folder.flakyWrites)"])
        #expect(try await observer.texts("pragma integrity_check") == ["ok"])
        try await observer.checkFullTextTable()
    }
}
