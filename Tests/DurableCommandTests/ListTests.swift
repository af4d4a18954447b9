import DurableExecutionStorage
import Testing
import TypedSQL

@Suite struct ListTests {
    @Test func aTableHasTheNewestFirst() async throws {
        let database = try await ExecutionsDatabase([
            .sample("te_1", task: "t"), .finished("te_2"), .finished("te_3", as: .timedOut),
        ])
        let list = try await database.run("list")
        #expect(list.exitCode == 0)
        #expect(
            list.lines == [
                "EXECUTION  TASK    STATUS     RETRIES  CREATED (UTC)             DURATION  ERROR",
                "te_3       resize  timed_out  0/0      2026-01-01T00:00:00.000Z  2.5 s     no such photo",
                "te_2       resize  completed  0/0      2026-01-01T00:00:00.000Z  2.5 s",
                "te_1       t       ready      0/0      2026-01-01T00:00:00.000Z  -",
            ]
        )
        let narrow = try await database.run("list", columns: 80)
        #expect(narrow.lines.map(\.count).max() == 80)
        #expect(narrow.lines[1].hasSuffix("…"))
    }

    @Test func filtersAndPagesFollowTheCommandLine() async throws {
        let database = try await ExecutionsDatabase(
            (0..<9).map { $0 % 3 == 0 ? .finished("e\($0)", as: .failed) : .sample("e\($0)") })
        #expect(
            try await database.run("list", "--json", "--status", "failed", "--status", "timed_out").ids() == [
                "e6", "e3", "e0",
            ])
        #expect(
            try await database.run("list", "--json", "--no-finished", "--limit", "2", "--oldest-first").ids() == [
                "e1", "e2",
            ])
        let first = try await database.run("list", "--json", "--limit", "5")
        let next = try #require(try first.object()["next"] as? String)
        #expect(try await database.run("list", "--json", "--after", next).ids() == ["e3", "e2", "e1", "e0"])
        let lines = try await database.run("list", "--limit", "5").lines
        #expect(lines.last == "there are more: add --after \(next)")
        let none = try await database.run("list", "--json", "--finished-after", "1000ms")
        #expect(none.exitCode == 0)
        #expect(try none.ids().isEmpty)
        #expect(try await database.run("list", "--json", "--finished-after", "2026-01-01").ids().count == 3)
        #expect(try await database.run("list", "--task", "none").lines == ["there are no such executions"])
    }

    @Test func payloadsAreShownOnlyWhereTheyAreAskedFor() async throws {
        let database = try await ExecutionsDatabase([.finished("e1")])
        #expect(!(try await database.run("list", "--json")).output.contains("photo"))
        #expect(!(try await database.run("show", "e1")).output.contains("photo"))
        let lines = try await database.run("list", "--payloads").lines
        #expect(lines.suffix(2) == [#"input            {"photo":"e1"}"#, "output           5"])
        let shown = try await database.run("show", "e1", "--payloads", "--json").object()
        #expect(shown["output"] as? String == "5")
        #expect(shown["finishedAt"] as? String == "2026-01-01T00:00:03.500Z")
    }

    @Test func aDamagedRowIsNamedAndTheOthersAreListed() async throws {
        let database = try await ExecutionsDatabase([.sample("e1"), .sample("e2"), .sample("e3")])
        try runScript(
            "update task_executions set status = 'paused' where execution_id = 'e2'", onDatabase: database.path)
        let json = try await database.run("list", "--json")
        #expect(json.exitCode == 0)
        #expect(try json.ids() == ["e3", "e1"])
        #expect(try json.ids("undecodable") == ["e2"])
        let text = try await database.run("list")
        #expect(text.lines.count == 3)
        #expect(text.error.contains("“e2” can't be read: the column status holds “paused”"))
        #expect(try await database.run("show", "e2").exitCode == 2)
        #expect(try await database.run("stats", "--json").object()["undecodable"] as? Int == 1)
    }

    @Test func controlCharactersReachNoTerminal() async throws {
        let database = try await ExecutionsDatabase([
            .finished("e1", as: .failed) { $0.error?.message = "\u{1B}[2Jgone\n" }
        ])
        let list = try await database.run("list")
        #expect(list.lines[1].hasSuffix(#"\u{1b}[2Jgone\u{a}"#))
    }

    @Test func aHundredThousandExecutionsComePageByPage() async throws {
        let database = try await ExecutionsDatabase((0..<100_000).map { .sample("e\($0)") })
        var arguments = ["list", "--json", "--limit", "25000", "--database", database.path]
        var count = 0
        for _ in 0..<4 {
            let page = try await DurableCommand.run(arguments)
            count += try page.ids().count
            guard let next = try page.object()["next"] as? String else { break }
            arguments = ["list", "--json", "--limit", "25000", "--after", next, "--database", database.path]
        }
        #expect(count == 100_000)
    }

    @Test func aMissingDatabaseIsNeverMade() async throws {
        let folder = try TemporaryFolder()
        for command in [["list"], ["stats"], ["cancel", "a"], ["retry", "a"], ["prune", "--older-than", "1d"]] {
            let result = try await DurableCommand.run(command + ["--database", folder.path("none.db")])
            #expect(result.exitCode == 2)
            #expect(result.error.contains("there is no database"))
        }
        #expect(try folder.contents.isEmpty)
    }
}
