import SQLiteDriver
import Synchronization
import Testing

@testable import DurableExecutionStorage

/// What becomes of an insertion for which an id was taken.
@Suite final class TakenIdTests: Sendable {
    private struct Violation: SQLDatabaseError {
        let isUniqueViolation = true
        let isBusy = false
        let isRetryable = false
    }

    private let tries = Mutex(0)

    private func insert(failing times: Int) throws {
        let number = tries.withLock { number in
            number += 1
            return number
        }
        if number <= times { throw Violation() }
    }

    @Test func theTakenIdIsNamed() async throws {
        await #expect(throws: TaskExecutionExistsError(.executionId("a"))) {
            try await SQLTaskExecutions<SQLiteConnection>.namingTakenId {
                try insert(failing: 1)
            } takenId: {
                TaskExecutionExistsError(.executionId("a"))
            }
        }
        #expect(tries.withLock { $0 } == 1)
    }

    @Test func anIdThatIsFreeByThenIsInserted() async throws {
        try await SQLTaskExecutions<SQLiteConnection>.namingTakenId {
            try insert(failing: 2)
        } takenId: {
            nil
        }
        #expect(tries.withLock { $0 } == 3)
    }

    @Test func aValueThatIsUniqueForOtherReasonsIsTheErrorOfTheDatabase() async throws {
        await #expect(throws: Violation.self) {
            try await SQLTaskExecutions<SQLiteConnection>.namingTakenId {
                try insert(failing: .max)
            } takenId: {
                nil
            }
        }
    }
}
