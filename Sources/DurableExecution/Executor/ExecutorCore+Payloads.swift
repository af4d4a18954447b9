/// Payloads inside the executor are encoded texts; what is stored of them depends on the execution.
extension ExecutorCore {
    /// What is stored of an outcome; an error where that can't be had.
    func sealed(
        _ outcome: RunOutcome, for execution: TaskExecution, _ limit: PayloadLimit = .output
    ) -> RunOutcome {
        do throws(DurableExecutionError) {
            return try payloads.seal(outcome, for: execution, limit)
        } catch {
            return .error(TaskExecutionError(message: error.message, isRetryable: false, isInternal: true))
        }
    }

    /// The output of a finalize child as its parent stores it, or why there is none.
    func result(of child: TaskExecution, for parent: TaskExecution) -> Result<String?, TaskExecutionError> {
        guard child.status == .completed else {
            return .failure((child.error ?? .missing(status: child.status)).of(child: child.reference, child.status))
        }
        do throws(DurableExecutionError) {
            let output = try payloads.open(child.output, for: child.payload(.output))
            return .success(try payloads.seal(output, for: parent.payload(.output), .takenOver))
        } catch {
            return .failure(TaskExecutionError(message: error.message, isRetryable: false, isInternal: true))
        }
    }
}

extension TaskPayloads {
    func seal(
        _ outcome: RunOutcome, for execution: TaskExecution, _ limit: PayloadLimit = .output
    ) throws(DurableExecutionError) -> RunOutcome {
        switch outcome {
        case .output(let output): .output(try seal(output, for: execution.payload(.output), limit))
        case .children(let runOutput, let children, let toCome):
            .children(
                runOutput: try seal(runOutput, for: execution.payload(.runOutput)), children, toCome: toCome
            )
        case .error, .givenBack: outcome
        }
    }
}
