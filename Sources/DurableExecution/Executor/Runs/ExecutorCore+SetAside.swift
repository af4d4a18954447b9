import Logging

extension ExecutorCore {
    /// Ends the executions that can't be read, so that they are not claimed for ever.
    func setAside(_ undecodable: [TaskExecutionDecodingError]) {
        metrics?.setAside(count: undecodable.count)
        for error in undecodable {
            logger.error(
                "an execution can't be read and is set aside",
                metadata: ["execution_id": "\(error.executionID ?? "unreadable")", "column": .string(error.column)]
            )
            guard let executionID = error.executionID else { continue }
            var update = TaskExecutionUpdate(to: .failed, at: clock.now)
            if error.parent?.isFinalizeOfParent == true { update.setCloseStatus(.ready, at: clock.now) }
            update.error = .set(TaskExecutionError(unreadable: error))
            let request = TaskExecutionUpdateRequest(
                executionID: executionID, requirements: runningHere, update: update
            )
            write(ExecutionWrite(purpose: .end(nil), request: request))
        }
    }
}

extension TaskExecutionError {
    /// The end of an execution whose row can't be read, and of a parent that waited for it.
    init(unreadable error: TaskExecutionDecodingError) {
        self.init(message: error.description, isRetryable: false, isInternal: true)
    }
}
