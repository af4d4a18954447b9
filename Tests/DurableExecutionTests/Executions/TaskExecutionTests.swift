import DurableExecution
import Testing

@Suite struct TaskExecutionTests {
    @Test func aNewExecutionIsReadyToStartAfterItsDelay() {
        let execution = TaskExecution(
            taskID: "resize", executionID: "te_1", delayMs: 50, timeoutMs: 1000, input: "{}", now: 100
        )
        #expect(execution.status == .ready)
        #expect(!execution.isFinished)
        #expect(execution.startAt == 150)
        #expect(execution.expiresAt == nil)
        #expect(execution.closeStatus == .idle)
        #expect(execution.createdAt == 100)
        #expect(execution.updatedAt == 100)
    }

    @Test func aNewSleepingTaskRunsAtOnceAndExpiresAfterDelayAndTimeout() {
        let execution = TaskExecution(
            taskID: "payment", executionID: "te_1", sleepingTaskUniqueID: "order 7", delayMs: 50,
            timeoutMs: 1000, input: "{}", now: 100
        )
        #expect(execution.isSleepingTask)
        #expect(execution.status == .running)
        #expect(execution.startedAt == 100)
        #expect(execution.expiresAt == 1150)
    }

    @Test func aTimeBeyondTheLargestNumberNeverComesInsteadOfTrapping() {
        let execution = TaskExecution(
            taskID: "late", executionID: "te_1", delayMs: .max, timeoutMs: .max, input: "", now: 100
        )
        #expect(execution.startAt == .max)
    }

    @Test func anUpdateChangesOnlyWhatItNames() {
        var execution = TaskExecution(taskID: "a", executionID: "te_1", timeoutMs: 10, input: "", now: 0)
        execution.executorID = "ex_1"
        execution.output = "old"
        var update = TaskExecutionUpdate(updatedAt: 5)
        update.status = .running
        update.executorID = .unset
        update.expiresAfterTimeoutFrom = 7
        execution.apply(update)
        #expect(execution.status == .running)
        #expect(execution.executorID == nil)
        #expect(execution.expiresAt == 17)
        #expect(execution.output == "old")
        #expect(execution.updatedAt == 5)
    }
}
