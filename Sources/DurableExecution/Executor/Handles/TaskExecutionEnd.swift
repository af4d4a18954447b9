/// What those who wait for an execution get of it; without its input, which may be large.
struct TaskExecutionEnd: Sendable {
    let taskId: String
    let executionId: String
    let status: TaskExecutionStatus
    let output: String?
    let error: TaskExecutionError?
    let retryAttempts: Int
    let startedAt: Int64?
    let finishedAt: Int64?

    init(_ execution: TaskExecution) {
        taskId = execution.taskId
        executionId = execution.executionId
        status = execution.status
        output = execution.output
        error = execution.error
        retryAttempts = execution.retryAttempts
        startedAt = execution.startedAt
        finishedAt = execution.finishedAt
    }
}
