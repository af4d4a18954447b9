import DurableExecutionStorage
import Foundation
import Testing
import TypedSQL

/// The tables of names in `docs/drizzle-to-swift.md` leave nothing out.
@Suite struct NameTests {
    private static let lines = Document.all.first { $0.path == "docs/drizzle-to-swift.md" }?.prose ?? []

    @Test func everyColumnHasItsLineInItsPlace() {
        let lines = cells(under: "## Fields of an execution")
        #expect(lines.compactMap(\.first) == TaskExecutionsTable().columns.map { "`\($0.name)`" })
    }

    @Test func everyFieldOfAnExecutionIsNamed() {
        let execution = TaskExecution(taskID: "t", executionID: "te_1", timeoutMs: 1, input: "{}", now: 0)
        let fields = Mirror(reflecting: execution).children.compactMap(\.label)
        // A column may hold two fields: `retryPolicy`, `traceContext`.
        let named = cells(under: "## Fields of an execution").flatMap { $0[2].split(separator: ", ") }
            .map { $0.trimmingPrefix("`").prefix { $0.isLetter } }
        #expect(Set(fields) == Set(named.filter { !$0.isEmpty }.map(String.init)))
    }

    @Test func everyFieldOfAnUpdateIsNamed() {
        let fields = Mirror(reflecting: TaskExecutionUpdate(updatedAt: 0)).children.compactMap(\.label)
        #expect(cells(under: "## Fields of an update").map { $0[1] } == fields.map { "`\($0)`" })
    }

    /// The cells of the table under a heading, without its head.
    private func cells(under heading: String) -> [[String]] {
        Self.lines.drop { $0 != heading }.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2).map {
            $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}
