import SQLiteDriver
import Synchronization
import Testing
import TypedSQL

@testable import DurableExecutionStorage

/// What becomes of an insertion for which an id was taken.
@Suite final class TakenIDTests: Sendable {
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

    @Test func theTakenIDIsNamed() async throws {
        await #expect(throws: TaskExecutionExistsError(.executionID("a"))) {
            try await SQLTaskExecutions<SQLiteConnection>.namingTakenID {
                try insert(failing: 1)
            } takenID: {
                TaskExecutionExistsError(.executionID("a"))
            }
        }
        #expect(tries.withLock { $0 } == 1)
    }

    @Test func anIDThatIsFreeByThenIsInserted() async throws {
        try await SQLTaskExecutions<SQLiteConnection>.namingTakenID {
            try insert(failing: 2)
        } takenID: {
            nil
        }
        #expect(tries.withLock { $0 } == 3)
    }

    @Test func aValueThatIsUniqueForOtherReasonsIsTheErrorOfTheDatabase() async throws {
        await #expect(throws: Violation.self) {
            try await SQLTaskExecutions<SQLiteConnection>.namingTakenID {
                try insert(failing: .max)
            } takenID: {
                nil
            }
        }
    }
}
