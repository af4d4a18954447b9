import DurableExecutionStorage
import Foundation
import TypedSQL

/// One of many processes that want the same file.
struct Contender<Database: SQLDatabase> {
    private let storage: SQLTaskExecutionsStorage<Database>

    init(_ storage: SQLTaskExecutionsStorage<Database>) { self.storage = storage }

    /// Inserts executions, one call each, as fast as it can.
    func write(count: Int) async throws {
        try await storage.migrate()
        try await measure(count) {
            let id = "te_\(UUID())"
            let execution = TaskExecution(
                taskID: "contend", executionID: id, timeoutMs: 1_000, input: String(repeating: "x", count: 500), now: 0
            )
            try await storage.insert([execution])
        }
    }

    /// Counts all executions, which takes a while, as fast as it can.
    func read(count: Int) async throws {
        try await storage.migrate()
        try await measure(count) { _ = try await storage.counts(TaskExecutionFilter()) }
    }

    /// Says how many calls there were, how many failed as the database was locked, and how long the longest took.
    private func measure(_ count: Int, _ call: () async throws -> Void) async throws {
        var busy = 0
        var longest = Duration.zero
        for _ in 0..<count {
            let start = ContinuousClock.now
            do {
                try await call()
            } catch let error as any SQLDatabaseError where error.isBusy {
                busy += 1
            }
            longest = max(longest, ContinuousClock.now - start)
        }
        print("{\"calls\": \(count), \"busy\": \(busy), \"longest\": \(Int(longest / .milliseconds(1)))}")
    }
}
