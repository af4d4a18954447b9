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

    /// The output of a finalize child as its parent stores it, or why there is none.
    func result(of child: TaskExecution, for parent: TaskExecution) -> Result<String?, TaskExecutionError> {
        guard child.status == .completed else { return .failure(child.error ?? .missing(status: child.status)) }
        do throws(DurableExecutionError) {
            let output = try payloads.open(child.output, for: child.payload(.output))
            return .success(try payloads.seal(output, for: parent.payload(.output)))
        } catch {
            return .failure(TaskExecutionError(message: error.message, isRetryable: false, isInternal: true))
        }
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
