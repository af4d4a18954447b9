/// An error that tells the executor whether, and when, the body that threw it runs again.
///
/// ```swift
/// struct TooManyRequests: TaskFailure {
///     var retryAfter: Duration?    // what the server's header `Retry-After` said
/// }
/// ```
///
/// Any other error is retryable as long as there are retries left, except `CancellationError`, which never is, and
/// ``TaskExecutionError``, which is taken as it is.
public protocol TaskFailure: Error {
    /// Whether another run may succeed; if not, the execution ends with this error although there are retries left. `true`
    /// by default.
    var isRetryable: Bool { get }

    /// How long to wait at least before the next run, instead of the delay of the ``RetryPolicy``; `nil`, the default, leaves
    /// it to the policy.
    ///
    /// A delay below 0 counts as 0, one above 24 hours as 24 hours. The jitter of the policy adds up to its part of the
    /// delay, so that executions that a server turned away together do not return together. The retry counts as any other.
    var retryAfter: Duration? { get }
}

extension TaskFailure {
    public var isRetryable: Bool { true }
    public var retryAfter: Duration? { nil }
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
            self.init(
                message: String(describing: error), isRetryable: error.isRetryable, retryAfter: error.retryAfter
            )
        default:
            self.init(message: String(describing: error))
        }
    }
}
