import DurableExecution
import Foundation
import Testing

/// Rows for storages that keep documents.
@Suite struct CodableRowTests {
    @Test func aRowSurvivesADocument() throws {
        var execution = TaskExecution(
            root: TaskExecutionReference(taskID: "r", executionID: "te_r"),
            parent: ParentTaskExecutionReference(taskID: "p", executionID: "te_p", indexInParentChildren: 3),
            taskID: "t", executionID: "te_e\u{301}", sleepingTaskUniqueID: "\u{e9}",
            retryPolicy: RetryPolicy(maxRetries: 3, initialDelay: .seconds(1), maxDelay: .seconds(9), jitter: 0.25),
            timeoutMs: .max, input: "{}", traceContext: ["traceparent": "00"], now: .min
        )
        execution.error = TaskExecutionError(kind: .timedOut, message: "m", isRetryable: false)
        execution.children = [TaskExecutionReference(taskID: "c", executionID: "te_c")]
        execution.closeStatus = .closing
        execution.childrenFinishedProcessingStatus = .processing
        let copy = try JSONDecoder().decode(TaskExecution.self, from: JSONEncoder().encode(execution))
        #expect(copy == execution)
        #expect(ExactText(copy.executionID) == ExactText(execution.executionID))
        #expect(copy.sleepingTaskUniqueID.map(ExactText.init) == ExactText("\u{e9}"))
    }

    @Test func aRetryPolicyHasTheKeysOfTheColumn() throws {
        let policy = RetryPolicy(maxRetries: 3, initialDelay: .microseconds(1_500), multiplier: 2, jitter: 0.5)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(policy), as: UTF8.self)
                == #"{"baseDelayMs":2,"delayMultiplier":2,"jitter":0.5,"maxAttempts":3}"#
        )
        #expect(String(decoding: try encoder.encode(RetryPolicy.never), as: UTF8.self) == #"{"maxAttempts":0}"#)
    }
}
