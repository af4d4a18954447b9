import Testing

@testable import DurableExecution

@Suite struct TransitionTests {
    private static let now: Int64 = 7

    private static func expected(
        isFinished: Bool = false, keepsExecutor: Bool = false, keepsError: Bool = true, keepsExpiry: Bool = false
    ) -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(updatedAt: now)
        if isFinished {
            update.isFinished = true
            update.finishedAt = now
            update.runOutput = .unset
        }
        if !keepsExecutor { update.executorID = .unset }
        if !keepsError { update.error = .unset }
        if !keepsExpiry { update.expiresAt = .unset }
        return update
    }

    private static let table: [TaskExecutionStatus: TaskExecutionUpdate] = {
        var ready = expected()
        ready.runOutput = .unset
        ready.startedAt = .unset
        var running = expected(keepsExecutor: true, keepsExpiry: true)
        running.startedAt = .set(now)
        var children = expected(keepsError: false)
        children.waitingForChildrenStartedAt = now
        var finalize = expected(keepsError: false)
        finalize.waitingForFinalizeStartedAt = now
        return [
            .ready: ready,
            .running: running,
            .waitingForChildren: children,
            .waitingForFinalize: finalize,
            .failed: expected(isFinished: true),
            .timedOut: expected(isFinished: true),
            .finalizeFailed: expected(isFinished: true),
            .completed: expected(isFinished: true, keepsError: false),
            .cancelled: expected(isFinished: true, keepsExecutor: true),
        ]
    }()

    @Test(arguments: TaskExecutionStatus.allCases)
    func aChangeOfStatusSetsTheFieldsThatFollow(status: TaskExecutionStatus) throws {
        var expected = try #require(Self.table[status])
        expected.status = status
        #expect(TaskExecutionUpdate(to: status, at: Self.now) == expected)
    }

    @Test func aProcessingStatusSetsItsTimesAndWhoseItIs() {
        var idle = TaskExecutionUpdate(updatedAt: 7)
        idle.childrenFinishedProcessingStatus = .idle
        idle.childrenFinishedProcessingExpiresAt = .unset
        idle.executorID = .unset
        #expect(TaskExecutionUpdate(toProcessingStatus: .idle, at: 7) == idle)

        var processing = TaskExecutionUpdate(updatedAt: 7)
        processing.childrenFinishedProcessingStatus = .processing
        #expect(TaskExecutionUpdate(toProcessingStatus: .processing, at: 7) == processing)

        var processed = TaskExecutionUpdate(updatedAt: 7)
        processed.childrenFinishedProcessingStatus = .processed
        processed.childrenFinishedProcessingExpiresAt = .unset
        processed.executorID = .unset
        processed.childrenFinishedProcessingFinishedAt = 7
        #expect(TaskExecutionUpdate(toProcessingStatus: .processed, at: 7) == processed)
    }

    @Test(arguments: TaskExecutionCloseStatus.allCases)
    func aCloseStatusSetsItsTimes(status: TaskExecutionCloseStatus) {
        var expected = TaskExecutionUpdate(updatedAt: 7)
        expected.closeStatus = status
        if status != .closing { expected.closeExpiresAt = .unset }
        if status == .closed { expected.closedAt = 7 }
        #expect(TaskExecutionUpdate(toCloseStatus: status, at: 7) == expected)
    }

    @Test func theEndOfAnExecutionThatStandsAloneClosesIt() {
        let execution = TaskExecution(taskID: "a", executionID: "te_1", timeoutMs: 1, input: "", now: 0)
        let update = TaskExecutionUpdate(ending: execution, as: .completed, at: 7)
        #expect(update.closeStatus == .closed)
        #expect(update.closedAt == 7)
    }

    @Test func theEndOfAChildLeavesItToBeClosed() {
        let parent = ParentTaskExecutionReference(taskID: "p", executionID: "te_0")
        let child = TaskExecution(parent: parent, taskID: "a", executionID: "te_1", timeoutMs: 1, input: "", now: 0)
        #expect(TaskExecutionUpdate(ending: child, as: .failed, at: 7).closeStatus == nil)
    }

    @Test func theEndOfAFinalizeChildIsReadyToClose() {
        let parent = ParentTaskExecutionReference(taskID: "p", executionID: "te_0", isFinalizeOfParent: true)
        let child = TaskExecution(parent: parent, taskID: "a", executionID: "te_1", timeoutMs: 1, input: "", now: 0)
        #expect(TaskExecutionUpdate(ending: child, as: .failed, at: 7).closeStatus == .ready)
    }
}
