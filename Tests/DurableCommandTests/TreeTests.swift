import DurableExecutionStorage
import Testing
import TypedSQL

@Suite struct TreeTests {
    @Test func aTreeShowsWhoseChildIsWhose() async throws {
        let database = try await ExecutionsDatabase([
            .finished("top"), .child("a", of: "top"), .child("b", of: "top", index: 1), .child("a0", of: "a"),
            .child("a1", of: "a", index: 1), .child("f", of: "top", isFinalize: true),
        ])
        let lines = [
            "resize  completed  2.5 s  top",
            "├─ resize  completed  2.5 s  a",
            "│  ├─ resize  completed  2.5 s  a0",
            "│  └─ resize  completed  2.5 s  a1",
            "├─ resize  completed  2.5 s  b",
            "└─ resize (finalize)  completed  2.5 s  f",
        ]
        #expect(try await database.run("tree", "top").lines == lines)
        #expect(try await database.run("tree", "a1").lines == lines)
        #expect(try await database.run("tree", "a", "--from-itself", "--json").ids() == ["a", "a0", "a1"])
        let missing = try await database.run("tree", "none")
        #expect(missing.exitCode == 1)
        #expect(missing.error == "durable: there is no execution “none”\n")
        #expect(try await database.run("show", "none", "--json").exitCode == 1)
    }

    @Test func theOutputForAChainGrowsWithItsLengthAndNotWithTheSquareOfIt() async throws {
        let chain = [TaskExecution.finished("e0")] + (1..<300).map { .child("e\($0)", of: "e\($0 - 1)") }
        let database = try await ExecutionsDatabase(chain)
        let lines = try await database.run("tree", "e0", "--from-itself").lines
        #expect(lines.count == 300)
        #expect(lines[1] == "└─ resize  completed  2.5 s  e1")
        #expect(lines[17] == "+1 " + String(repeating: "   ", count: 15) + "└─ resize  completed  2.5 s  e17")
        #expect(lines.allSatisfy { $0.count < 100 })
        let limited = try await database.run("tree", "e0", "--from-itself", "--limit", "20").lines
        #expect(limited.count == 21)
        #expect(limited.last == "there are more: give a --limit above 20")
        let json = try await database.run("tree", "e0", "--from-itself", "--limit", "20", "--json").object()
        #expect(json["isComplete"] as? Bool == false)
        #expect((json["executions"] as? [Any])?.count == 20)
    }

    @Test func oneLongIDDoesNotMakeEveryLineLong() async throws {
        let long = String(repeating: "x", count: 10_000)
        let database = try await ExecutionsDatabase([.finished(long)] + (0..<20).map { .finished("e\($0)") })
        let lines = try await database.run("list").lines
        #expect(lines.filter { $0.count > 200 }.count == 1)
    }

    @Test func statsCountByTaskAndSayWhatWaits() async throws {
        let database = try await ExecutionsDatabase([
            .finished("a"), .finished("b", as: .failed), .sample("c"), .sample("d", task: "send"),
            .sample("e", task: "send") { execution in
                execution.status = .running
                execution.executorID = "ex_1"
            },
            .sample("f", task: "send") { $0.startAt = .max },
        ])
        let stats = try await database.run("stats")
        #expect(stats.exitCode == 0)
        #expect(
            stats.lines.prefix(4) == [
                "TASK    READY  RUNNING  FAILED  COMPLETED  TOTAL",
                "resize  1      -        1       1          3",
                "send    2      1        -       -          3",
                "all     3      1        1       1          6",
            ]
        )
        #expect(stats.lines[4].hasPrefix("oldest due execution: due for "))
        #expect(stats.lines.last == "executor ex_1: runs 1")
        let json = try await database.run("stats", "--json").object()
        #expect(json["total"] as? Int == 6)
        #expect((json["byStatus"] as? [String: Int])?["timed_out"] == 0)
        #expect(json["oldestDueAt"] as? String == "2026-01-01T00:00:00.000Z")
    }
}
