public import Logging

/// What a task's body, or a finalize function, knows about its run (reference: `TaskRunContext`).
public struct TaskContext: Sendable {
    /// The id of the task.
    public let taskID: String
    /// The same in every run of the execution: a key for what must not be done twice.
    public let executionID: String
    /// How often the body ran before and was tried again; 0 in the first run (reference: `retryAttempts`).
    public let attempt: Int
    /// Why the last run is tried again, or that its executor died; `nil` in the first one (reference: `prevError`).
    public let previousError: TaskExecutionError?
    /// How many executors in a row died while they ran this execution; 0 after a run that ended by itself.
    public let recoveries: Int
    /// The place among the children of its parent, from 0; in a looping task the number of the iteration.
    public let indexInParent: Int?
    /// The executor that runs it; see ``DurableExecutor/id``.
    public let executorID: String

    let run: Run
    let core: ExecutorCore

    init(_ run: Run, _ core: ExecutorCore) {
        let execution = run.execution
        taskID = execution.taskID
        executionID = execution.executionID
        attempt = execution.retryAttempts
        previousError = execution.error
        recoveries = execution.recoveries
        indexInParent = execution.parent?.indexInParentChildren
        executorID = core.executorID
        self.run = run
        self.core = core
    }

    /// Why the body's Swift task was cancelled; `nil` as long as it was not
    /// (reference: `cancelSignal` and `shutdownSignal`).
    public var cancellationReason: TaskCancellationReason? { run.cancellationReason }

    /// The executor's logger with the ids of this run as metadata.
    public var logger: Logger {
        var logger = core.logger
        logger[metadataKey: "task_id"] = .string(taskID)
        logger[metadataKey: "execution_id"] = .string(executionID)
        logger[metadataKey: "attempt"] = .stringConvertible(attempt)
        return logger
    }
}
