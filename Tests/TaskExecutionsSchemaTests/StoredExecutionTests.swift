import DurableExecution
import TaskExecutionsSchema
import Testing
import TypedSQL

@Suite struct StoredExecutionTests {
    @Test func everyFieldComesBackAsItWasStored() async throws {
        #expect(try await TaskExecution.full.stored() == .full)
    }

    @Test func absentFieldsStayAbsent() async throws {
        let execution = TaskExecution(taskID: "task", executionID: "te_1", timeoutMs: 1, input: "", now: 0)
        #expect(try await execution.stored() == execution)
    }

    @Test func emptyTextsAndZeroTimesAreNotAbsent() async throws {
        var execution = TaskExecution(taskID: "task", executionID: "te_1", timeoutMs: 1, input: "", now: 0)
        execution.output = ""
        execution.runOutput = ""
        execution.executorID = ""
        execution.startedAt = 0
        execution.expiresAt = 0
        execution.closedAt = 0
        execution.children = []
        #expect(try await execution.stored() == execution)
    }

    @Test(
        arguments: [
            "root_task_id = null", "root_execution_id = null", "root_task_id = ''", "root_execution_id = ''",
        ] as [SQL])
    func aRootWithoutBothIDsIsAbsent(change: SQL) async throws {
        #expect(try await TaskExecution.full.stored(changedBy: change)?.root == nil)
    }

    @Test(
        arguments: [
            "parent_task_id = null", "parent_execution_id = null", "parent_task_id = ''", "parent_execution_id = ''",
        ] as [SQL])
    func aParentWithoutBothIDsIsAbsent(change: SQL) async throws {
        #expect(try await TaskExecution.full.stored(changedBy: change)?.parent == nil)
    }

    @Test func whatAParentLacksReadsAsZeroAndFalse() async throws {
        let execution = try await TaskExecution.full.stored(
            changedBy: "index_in_parent_children = null, is_only_child_of_parent = null, is_finalize_of_parent = null"
        )
        #expect(execution?.parent == ParentTaskExecutionReference(taskID: "parent", executionID: "te_parent"))
    }

    @Test(
        arguments: [
            ("status = 'later'", "status", "later"),
            ("close_status = 'READY'", "close_status", "READY"),
            ("on_children_finished_processing_status = ''", "on_children_finished_processing_status", ""),
            ("retry_options = '{}'", "retry_options", "{}"),
            ("retry_options = 'no JSON'", "retry_options", "no JSON"),
            ("retry_options = '{\"maxAttempts\":1} x'", "retry_options", "{\"maxAttempts\":1} x"),
            ("retry_options = '{\"maxAttempts\":1,\"later\":}}'", "retry_options", "{\"maxAttempts\":1,\"later\":}}"),
            ("error = '{\"errorType\":\"x\"}'", "error", "{\"errorType\":\"x\"}"),
            ("children = '{}'", "children", "{}"),
            ("finalize = '[]'", "finalize", "[]"),
            ("is_finished = 2", "is_finished", "2"),
            ("timeout_ms = 'soon'", "timeout_ms", "soon"),
        ] as [(SQL, String, String)])
    func aValueThatIsNoneIsAnErrorWithItsColumn(change: SQL, column: String, value: String) async throws {
        let error = await #expect(throws: SQLDecodingError.self) {
            try await TaskExecution.full.stored(changedBy: change)
        }
        #expect(error?.column == column)
        #expect(error?.found == value)
        #expect(error?.description.contains("the column \(column) holds “\(value)”") == true)
    }

    @Test func aTextThatIsNoneIsAnErrorWithoutThePayload() async throws {
        let error = await #expect(throws: SQLDecodingError.self) {
            try await TaskExecution.full.stored(changedBy: "input = cast(x'736563726574ff' as text)")
        }
        #expect(error == SQLDecodingError(column: "input", expected: "UTF-8 text", found: "7 bytes"))
    }

    @Test func jsonIsReadWhateverItsSpacesOrderAndUnknownMembers() async throws {
        let execution = try await TaskExecution.full.stored(
            changedBy: """
                retry_options = ' { "maxDelayMs" : null, "later" : [ { } ], "baseDelayMs" : 1e2, "maxAttempts" : 5.0 } '
                """
        )
        #expect(execution?.retryPolicy == RetryPolicy(maxRetries: 5, initialDelay: .milliseconds(100), jitter: 0))
    }
}
