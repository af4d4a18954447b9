/// How a task runs.
///
/// ```swift
/// TaskOptions(retry: RetryPolicy(maxRetries: 3), timeout: .seconds(30))
/// ```
///
/// A single execution can have its own; see ``DurableExecutor/enqueue(_:_:retry:delay:timeout:)``.
public struct TaskOptions: Sendable {
    /// Whether and when the body runs again after an error; by default it does not.
    public var retry: RetryPolicy
    /// The time between the enqueueing and the first run, 0 or more; rounded up to milliseconds.
    public var delay: Duration
    /// How long one run may take, at least 1 ms; then its Swift task is cancelled and the run counts as failed.
    public var timeout: Duration
    /// Threads for its bodies and finalize functions, which may then block without delaying anything else; `nil`, the default, for
    /// those that all tasks of the process share.
    public var threads: DedicatedThreads?

    /// Creates options.
    ///
    /// - Parameters:
    ///   - retry: Whether and when the body runs again after an error.
    ///   - delay: The time between the enqueueing and the first run, 0 or more.
    ///   - timeout: How long one run may take, at least 1 ms.
    ///   - threads: Where bodies run that block; see ``DedicatedThreads``.
    public init(
        retry: RetryPolicy = .never, delay: Duration = .zero, timeout: Duration = .seconds(300),
        threads: DedicatedThreads? = nil
    ) {
        self.retry = retry
        self.delay = delay
        self.timeout = timeout
        self.threads = threads
    }

    func overridden(retry: RetryPolicy?, delay: Duration?, timeout: Duration?) -> TaskOptions {
        var options = self
        if let retry { options.retry = retry }
        if let delay { options.delay = delay }
        if let timeout { options.timeout = timeout }
        return options
    }

    func validate(taskID: String) throws(DurableExecutionError) {
        let hour = Duration.seconds(3_600)
        let rules: [(Bool, String)] = [
            (0...1000 ~= retry.maxRetries, "maxRetries must be 0 to 1000 and is \(retry.maxRetries)"),
            (
                (Duration.zero...hour).contains(retry.initialDelay),
                "initialDelay must be 0 to one hour and is \(retry.initialDelay)"
            ),
            (0.1...10 ~= retry.multiplier, "multiplier must be 0.1 to 10 and is \(retry.multiplier)"),
            (
                (Duration.zero...(hour * 24)).contains(retry.maxDelay ?? .zero),
                "maxDelay must be 0 to 24 hours and is \(retry.maxDelay ?? .zero)"
            ),
            (
                retry.maxDelay.map { retry.initialDelay <= $0 } ?? true,
                "maxDelay must not be under initialDelay, and \(retry.maxDelay ?? .zero) is under \(retry.initialDelay)"
            ),
            (0...1 ~= retry.jitter, "jitter must be 0 to 1 and is \(retry.jitter)"),
            (delay >= .zero, "the delay must be 0 or more and is \(delay)"),
            (timeout.milliseconds >= 1, "the timeout must be at least 1 ms and is \(timeout)"),
        ]
        for (isKept, message) in rules where !isKept {
            throw DurableExecutionError(.invalidOption, "the options of the task “\(taskID)” are not valid: \(message)")
        }
    }
}
