/// An error that says itself whether the body that threw it shall run again.
///
/// Any other error is retryable as long as there are attempts left, but for `CancellationError`, which never is, and
/// ``TaskExecutionError``, which is taken as it is.
public protocol TaskFailure: Error {
    /// Whether another run may succeed; where not, the execution ends with this error whatever attempts are left.
    var isRetryable: Bool { get }
}

extension TaskExecutionError {
    /// What is stored of an error that a task's body threw.
    init(thrownByBody error: any Error) {
        switch error {
        case let error as TaskExecutionError:
            self = error
        case is CancellationError:
            self.init(kind: .cancelled, message: "the task's body threw a CancellationError", isRetryable: false)
        case let error as any TaskFailure:
            self.init(message: String(describing: error), isRetryable: error.isRetryable)
        default:
            self.init(message: String(describing: error))
        }
    }
}
