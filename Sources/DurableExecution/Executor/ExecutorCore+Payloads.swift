/// Payloads inside the executor are encoded texts; what is stored of them depends on the execution.
extension ExecutorCore {
    /// What is stored of an outcome; an error where that can't be had.
    func sealed(_ outcome: RunOutcome, for execution: TaskExecution) -> RunOutcome {
        do throws(DurableExecutionError) {
            return try payloads.seal(outcome, for: execution)
        } catch {
            return .error(TaskExecutionError(message: error.message, isRetryable: false, isInternal: true))
        }
    }

    /// A finalize child with its output as its parent stores it; failed where that can't be had.
    func moved(_ child: TaskExecution, to parent: TaskExecution) -> TaskExecution {
        guard child.status == .completed else { return child }
        var child = child
        do throws(DurableExecutionError) {
            let output = try payloads.open(child.output, for: child.payload(.output))
            child.output = try payloads.seal(output, for: parent.payload(.output))
        } catch {
            child.status = .failed
            child.error = TaskExecutionError(message: error.message, isRetryable: false, isInternal: true)
        }
        return child
    }
}

extension TaskPayloads {
    func seal(_ outcome: RunOutcome, for execution: TaskExecution) throws(DurableExecutionError) -> RunOutcome {
        switch outcome {
        case .output(let output): .output(try seal(output, for: execution.payload(.output)))
        case .children(let runOutput, let children):
            .children(runOutput: try seal(runOutput, for: execution.payload(.runOutput)), children)
        case .error, .givenBack: outcome
        }
    }
}
