/// How a run ended.
enum RunOutcome: Sendable {
    /// With an encoded output.
    case output(String)
    /// With children that run now, and the steps of a sequence that come later.
    case children(runOutput: String, [TaskExecution], toCome: [TaskExecutionReference])
    case error(TaskExecutionError)
    /// It did not end; another executor shall run it, and no attempt is lost.
    case givenBack
}

extension RunOutcome {
    /// What is stored of it at the end of a body.
    ///
    /// - Parameter random: What the jitter of a retry is drawn from.
    func update(of execution: TaskExecution, at now: Int64, random: RandomSource) -> TaskExecutionUpdate {
        switch self {
        case .output(let output):
            var update = TaskExecutionUpdate(ending: execution, as: .completed, at: now)
            update.output = output
            return update
        case .children(let runOutput, let children, let toCome):
            var update = TaskExecutionUpdate(to: .waitingForChildren, at: now)
            update.runOutput = .set(runOutput)
            update.children = children.map(\.reference) + toCome
            update.activeChildrenCount = children.count
            update.forgetRecoveries(of: execution)
            return update
        case .error(let error) where error.isRetryable && execution.hasRetriesLeft:
            var update = TaskExecutionUpdate(to: .ready, at: now)
            update.error = .set(error.stored.storable)
            update.retryAttempts = execution.retryAttempts + 1
            var random = random
            let delay = execution.retryPolicy.delay(
                beforeRetry: execution.retryAttempts, requested: error.retryAfter, using: &random
            )
            update.startAt = now.addingClamped(delay.milliseconds)
            update.forgetRecoveries(of: execution)
            return update
        case .error(let error):
            var update = TaskExecutionUpdate(ending: execution, as: error.kind.finalStatus, at: now)
            update.error = .set(error.stored.storable)
            return update
        case .givenBack:
            return TaskExecutionUpdate(to: .ready, at: now)
        }
    }

    /// What is stored of it at the end of a parent's finalize function.
    func update(ofFinalizing parent: TaskExecution, at now: Int64) -> TaskExecutionUpdate {
        switch self {
        case .output(let output), .children(let output, _, _):
            var update = TaskExecutionUpdate(finalizing: parent, as: .completed, at: now)
            update.output = output
            return update
        case .error(let error):
            var update = TaskExecutionUpdate(finalizing: parent, as: .finalizeFailed, at: now)
            update.error = .set(error.stored.storable)
            return update
        case .givenBack:
            return TaskExecutionUpdate(toProcessingStatus: .idle, at: now)
        }
    }
}

extension TaskExecution {
    /// The column's type ends at 32 bits, whatever a row says.
    fileprivate var hasRetriesLeft: Bool { retryAttempts < min(retryPolicy.maxRetries, Int(Int32.max)) }
}

extension TaskExecutionUpdate {
    /// A run has ended by itself, so that the executors that died before it were not the last ones in a row.
    mutating func forgetRecoveries(of execution: TaskExecution) {
        if execution.recoveries != 0 { recoveries = 0 }
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
