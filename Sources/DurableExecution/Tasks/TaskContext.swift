public import Logging

/// What a task's body knows about its run.
public struct TaskContext: Sendable {
    public let taskId: String
    public let executionId: String
    /// How often the body ran before and was tried again; 0 in the first run (reference: `retryAttempts`).
    public let attempt: Int
    /// Why the last run is tried again; `nil` in the first one.
    public let previousError: TaskExecutionError?
    /// The place among the children of its parent, from 0; in a looping task the number of the iteration.
    public let indexInParent: Int?
    public let executorId: String

    let run: Run
    let core: ExecutorCore

    init(_ run: Run, _ core: ExecutorCore) {
        let execution = run.execution
        taskId = execution.taskId
        executionId = execution.executionId
        attempt = execution.retryAttempts
        previousError = execution.error
        indexInParent = execution.parent?.indexInParentChildren
        executorId = core.executorId
        self.run = run
        self.core = core
    }

    /// Why the body's Swift task was cancelled; `nil` as long as it was not.
    public var cancellationReason: TaskCancellationReason? { run.cancellationReason }

    /// The executor's logger with the ids of this run as metadata.
    public var logger: Logger {
        var logger = core.logger
        logger[metadataKey: "task_id"] = .string(taskId)
        logger[metadataKey: "execution_id"] = .string(executionId)
        logger[metadataKey: "attempt"] = .stringConvertible(attempt)
        return logger
    }
}
