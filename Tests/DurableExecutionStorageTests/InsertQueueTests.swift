import Synchronization
import Testing
import TypedSQL

@testable import DurableExecutionStorage

/// Inserts of many callers into a database that lets one write at a time.
@Suite struct InsertQueueTests {
    private struct Refusal: SQLDatabaseError, Equatable {
        var isUniqueViolation = false
        var isBusy = false
        var isRetryable = false
    }

    /// What was asked of the database, each insert by its ids.
    private final class Inserts: Sendable {
        private let all = Mutex<[[String]]>([])

        var ids: [[String]] { all.withLock { $0 } }

        func record(_ executions: [TaskExecution]) { all.withLock { $0.append(executions.map(\.executionID)) } }
    }

    private let queue = InsertQueue()
    private let inserts = Inserts()

    /// Has the inserts of these ids wait for one of "first", and gives the answer of each.
    private func insert(
        behindFirst groups: [[String]], _ insert: @escaping @Sendable ([TaskExecution]) async throws -> Void = { _ in }
    ) async throws -> [Result<Void, any Error>] {
        try await withThrowingTaskGroup(of: (Int, Result<Void, any Error>).self) { tasks in
            try await queue.perform([.sample("first")]) { first in
                inserts.record(first)
                for (position, ids) in groups.enumerated() {
                    tasks.addTask {
                        do {
                            try await queue.perform(ids.map { .sample($0) }) { executions in
                                inserts.record(executions)
                                try await insert(executions)
                            }
                            return (position, .success(()))
                        } catch {
                            return (position, .failure(error))
                        }
                    }
                    while queue.waitingCount <= position { await Task.yield() }
                }
            }
            return try await tasks.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    @Test func oneThatComesAloneIsCarriedOutAtOnce() async throws {
        try await queue.perform([.sample("a")]) { inserts.record($0) }
        try await queue.perform([.sample("b"), .sample("c")]) { inserts.record($0) }
        #expect(inserts.ids == [["a"], ["b", "c"]])
    }

    @Test func thoseThatComeMeanwhileAreCarriedOutTogether() async throws {
        let answers = try await insert(behindFirst: [["a"], ["b", "c"], ["d"]])
        for answer in answers { try answer.get() }
        #expect(inserts.ids == [["first"], ["a", "b", "c", "d"]])
    }

    @Test func moreThanOneGroupTakesIsLeftForTheNext() async throws {
        let groups = (0..<6).map { group in (0..<100).map { "\(group) \($0)" } }
        for answer in try await insert(behindFirst: groups) { try answer.get() }
        #expect(inserts.ids == [["first"], groups[..<5].flatMap { $0 }, groups[5]])
    }

    @Test func oneThatCannotBeStoredFailsAlone() async throws {
        let answers = try await insert(behindFirst: [["a"], ["taken"], ["b"]]) { executions in
            if executions.contains(where: { $0.executionID == "taken" }) { throw Refusal(isUniqueViolation: true) }
        }
        try answers[0].get()
        #expect(throws: Refusal(isUniqueViolation: true)) { try answers[1].get() }
        try answers[2].get()
        #expect(inserts.ids[..<2] == [["first"], ["a", "taken", "b"]])
        #expect(inserts.ids[2...].sorted { $0[0] < $1[0] } == [["a"], ["b"], ["taken"]])
    }

    @Test func allGetTheErrorOfADatabaseThatTakesNothing() async throws {
        let answers = try await insert(behindFirst: [["a"], ["b"]]) { _ in
            throw Refusal(isBusy: true, isRetryable: true)
        }
        for answer in answers { #expect(throws: Refusal(isBusy: true, isRetryable: true)) { try answer.get() } }
        #expect(inserts.ids == [["first"], ["a", "b"]])
    }

    @Test func aLargeOneDoesNotWait() async throws {
        let ids = (0..<101).map { "\($0)" }
        try await queue.perform([.sample("first")]) { first in
            inserts.record(first)
            try await queue.perform(ids.map { .sample($0) }) { inserts.record($0) }
        }
        #expect(inserts.ids == [["first"], ids])
    }

    @Test func oneInABodyOfADatabaseDoesNotWait() async throws {
        try await queue.perform([.sample("first")]) { first in
            inserts.record(first)
            try await OpenBody.with(ObjectIdentifier(queue)) {
                try await queue.perform([.sample("a")]) { inserts.record($0) }
            }
        }
        #expect(inserts.ids == [["first"], ["a"]])
    }
}
