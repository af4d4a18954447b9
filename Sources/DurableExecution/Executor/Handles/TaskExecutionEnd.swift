/// What those who wait for an execution get of it; without its input, which may be large.
struct TaskExecutionEnd: Sendable {
    let taskID: String
    let executionID: String
    let status: TaskExecutionStatus
    let output: String?
    let error: TaskExecutionError?
    let retryAttempts: Int
    let startedAt: Int64?
    let finishedAt: Int64?

    init(_ execution: TaskExecution) {
        taskID = execution.taskID
        executionID = execution.executionID
        status = execution.status
        output = execution.output
        error = execution.error
        retryAttempts = execution.retryAttempts
        startedAt = execution.startedAt
        finishedAt = execution.finishedAt
    }
}
