/// How a run ended.
enum RunOutcome: Sendable {
    /// With an encoded output.
    case output(String)
    case error(TaskExecutionError)
    /// It did not end; another executor shall run it, and no attempt is lost.
    case givenBack
}

extension RunOutcome {
    /// What is stored of it.
    func update(of execution: TaskExecution, at now: Int64) -> TaskExecutionUpdate {
        switch self {
        case .output(let output):
            var update = TaskExecutionUpdate(ending: execution, as: .completed, at: now)
            update.output = output
            return update
        case .error(let error) where error.isRetryable && execution.retryAttempts < execution.retryOptions.maxAttempts:
            var update = TaskExecutionUpdate(to: .ready, at: now)
            update.error = .set(error)
            update.retryAttempts = execution.retryAttempts + 1
            update.startAt = now.addingClamped(execution.retryOptions.delayMs(beforeRetry: execution.retryAttempts))
            return update
        case .error(let error):
            var update = TaskExecutionUpdate(ending: execution, as: error.kind.finalStatus, at: now)
            update.error = .set(error)
            return update
        case .givenBack:
            return TaskExecutionUpdate(to: .ready, at: now)
        }
    }
}

extension TaskExecutionError.Kind {
    /// What becomes of an execution whose last run ended with such an error.
    var finalStatus: TaskExecutionStatus {
        switch self {
        case .timedOut: .timedOut
        case .cancelled: .cancelled
        case .generic, .notFound: .failed
        }
    }
}
