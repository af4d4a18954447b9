import DurableExecution
import TaskExecutionsSchema
import Testing
import TypedSQL

/// The texts by which the reference and this library understand each other.
@Suite struct StoredTextsTests {
    @Test func retryOptionsHaveTheKeysOfTheReference() {
        let all = RetryPolicy(
            maxRetries: 3, initialDelay: .milliseconds(100), multiplier: 2, maxDelay: .seconds(10), jitter: 0)
        #expect(
            StoredRetryOptions(all).jsonText
                == #"{"maxAttempts":3,"baseDelayMs":100,"delayMultiplier":2,"maxDelayMs":10000}"#
        )
        #expect(StoredRetryOptions(RetryPolicy.never).jsonText == #"{"maxAttempts":0}"#)
        #expect(
            StoredRetryOptions(RetryPolicy(maxRetries: 0, multiplier: 1.5, jitter: 0)).jsonText
                == #"{"maxAttempts":0,"delayMultiplier":1.5}"#
        )
    }

    @Test func aJitterStandsUnderAKeyOfItsOwn() throws {
        let policy = RetryPolicy(maxRetries: 2, initialDelay: .seconds(1), jitter: 0.25)
        let text = #"{"maxAttempts":2,"baseDelayMs":1000,"jitter":0.25}"#
        #expect(StoredRetryOptions(policy).jsonText == text)
        let options = try Array(text.utf8).withUnsafeBufferPointer { bytes in
            var json = JSONReader(bytes)
            return try StoredRetryOptions(from: &json)
        }
        #expect(options.policy == policy)
    }

    @Test func theRetryOptionsThatAreKnownByTheirBytesAreThoseThatAreWritten() throws {
        let common = try #require(StoredRetryOptions.commonDocument)
        #expect(common.value.jsonText == common.text.description)
        #expect(common.value == StoredRetryOptions(RetryPolicy.never))
    }

    @Test func aTraceContextStandsBesideTheRetryOptions() {
        let carrier = ["traceparent": "00-a-b-01", "trace\"state": "k=\u{7}"]
        #expect(
            StoredRetryOptions(RetryPolicy(maxRetries: 1, jitter: 0), traceContext: carrier).jsonText
                == #"{"maxAttempts":1,"traceContext":{"trace\"state":"k=\u0007","traceparent":"00-a-b-01"}}"#
        )
    }

    @Test(arguments: [#""x""#, "[]", "7", #"{"a":1}"#, #"{"a":{"b":"c"}}"#, "null"])
    func aTraceContextOfAnotherFormIsLeftOut(context: String) throws {
        let text = #"{"traceContext":\#(context),"maxAttempts":2,"maxDelayMs":5}"#
        let options = try Array(text.utf8).withUnsafeBufferPointer { bytes in
            var json = JSONReader(bytes)
            return try StoredRetryOptions(from: &json)
        }
        #expect(options == StoredRetryOptions(RetryPolicy(maxRetries: 2, maxDelay: .milliseconds(5), jitter: 0)))
    }

    @Test(arguments: [
        (TaskExecutionError.Kind.generic, "generic"), (.notFound, "not_found"), (.timedOut, "timed_out"),
        (.cancelled, "cancelled"),
    ])
    func anErrorHasTheKeysOfTheReference(kind: TaskExecutionError.Kind, text: String) {
        let error = TaskExecutionError(kind: kind, message: "a \"b\"\n", isRetryable: false, isInternal: true)
        #expect(
            error.jsonText
                == #"{"errorType":"\#(text)","message":"a \"b\"\u000a","isRetryable":false,"isInternal":true}"#
        )
    }

    @Test func referencesHaveTheKeysOfTheReference() {
        let reference = TaskExecutionReference(taskID: "resize", executionID: "te_1")
        #expect(reference.jsonText == #"{"taskId":"resize","executionId":"te_1"}"#)
        #expect([reference, reference].jsonText == "[\(reference.jsonText),\(reference.jsonText)]")
        #expect([TaskExecutionReference]().jsonText == "[]")
    }

    @Test func everyStatusHasTheTextOfTheReference() {
        #expect(
            TaskExecutionStatus.allCases.map(\.sqlText.description) == [
                "ready", "running", "failed", "timed_out", "waiting_for_children", "waiting_for_finalize",
                "finalize_failed", "completed", "cancelled",
            ]
        )
        #expect(
            ChildrenFinishedProcessingStatus.allCases.map(\.sqlText.description) == ["idle", "processing", "processed"]
        )
        #expect(
            TaskExecutionCloseStatus.allCases.map(\.sqlText.description) == ["idle", "ready", "closing", "closed"]
        )
    }
}
