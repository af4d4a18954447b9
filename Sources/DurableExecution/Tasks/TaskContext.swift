public import Logging

/// What a task's body knows about its run.
public struct TaskContext: Sendable {
    public let taskId: String
    public let executionId: String
    /// How often the body ran before and was tried again; 0 in the first run (reference: `retryAttempts`).
    public let attempt: Int
    /// Why the last run is tried again; `nil` in the first one.
    public let previousError: TaskExecutionError?
    public let executorId: String

    private let baseLogger: Logger

    init(_ execution: TaskExecution, executorId: String, logger: Logger) {
        taskId = execution.taskId
        executionId = execution.executionId
        attempt = execution.retryAttempts
        previousError = execution.error
        self.executorId = executorId
        baseLogger = logger
    }

    func payload(_ kind: TaskPayloadContext.Kind) -> TaskPayloadContext {
        TaskPayloadContext(taskId: taskId, executionId: executionId, kind: kind)
    }

    /// The executor's logger with the ids of this run as metadata.
    public var logger: Logger {
        var logger = baseLogger
        logger[metadataKey: "task_id"] = .string(taskId)
        logger[metadataKey: "execution_id"] = .string(executionId)
        logger[metadataKey: "attempt"] = .stringConvertible(attempt)
        return logger
    }
}
