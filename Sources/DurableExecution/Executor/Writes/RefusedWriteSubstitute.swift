/// What is written in place of a write that the storage refuses for good, in the order in which it is tried.
enum RefusedWriteSubstitute: CaseIterable {
    /// The same with its error's message in ASCII, which every database can store.
    case asciiMessage
    /// The execution's failure for the reason that the storage gave.
    case failureWithReason
    /// The execution's failure in plain words, if the storage refuses its own reason too.
    case failure
}

extension ExecutorCore {
    /// - Returns: `nil` if there is no such write.
    func substitute(
        _ substitute: RefusedWriteSubstitute, for write: ExecutionWrite, refusedWith error: TaskExecutionRefusedError
    ) -> ExecutionWrite? {
        var new = write
        switch substitute {
        case .asciiMessage:
            guard case .set(var failure) = write.request.update.error else { return nil }
            let message = failure.message.inASCII
            if message == failure.message { return nil }
            failure.message = message
            new.request.update.error = .set(failure)
        case .failureWithReason:
            new = self.write(write, failingWith: TaskExecutionError(refused: error))
        case .failure:
            let message = "the storage refused what the execution ended with, and its own reason for that as well"
            let failure = TaskExecutionError(message: message, isRetryable: false, isInternal: true)
            new = self.write(write, failingWith: failure)
        }
        new.refused = (write.request, error)
        return new
    }

    /// The end of the same execution as failed.
    func write(_ write: ExecutionWrite, failingWith error: TaskExecutionError) -> ExecutionWrite {
        var request = write.request
        request.children = []
        switch write.purpose {
        case .end(let run?): request = self.request(ending: run, .error(error))
        case .move(let parent):
            request.update = RunOutcome.error(error).update(ofFinalizing: parent, at: clock.now)
        case .end(nil): request.update.error = .set(error.storable)
        }
        return ExecutionWrite(purpose: write.purpose, request: request, failures: write.failures)
    }

    /// The end of a run whose time is over.
    func requestTimingOut(_ run: Run) -> TaskExecutionUpdateRequest {
        request(ending: run, .error(.timedOut(run)))
    }
}

extension TaskExecutionError {
    static func timedOut(_ run: Run) -> TaskExecutionError {
        let function = run.phase == .body ? "body" : "finalize"
        return TaskExecutionError(
            kind: .timedOut,
            message: "the task's \(function) ran longer than its timeout of \(run.execution.timeoutMs) ms"
        )
    }
}

extension TaskExecutionError {
    /// The failure of an execution whose end the storage refused.
    init(refused error: TaskExecutionRefusedError) {
        self.init(
            message: "the storage refused what the execution ended with: \(error.reason.inASCII)", isRetryable: false,
            isInternal: true
        )
    }
}
