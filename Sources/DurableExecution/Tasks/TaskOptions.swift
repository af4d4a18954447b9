/// How a task runs: its own options, or those of one execution.
struct TaskOptions: Sendable, Hashable {
    var retry: TaskRetryOptions
    /// Milliseconds between the enqueueing and the first run.
    var delayMs: Int64
    var timeoutMs: Int64
    /// The most iterations of a looping task.
    var maxLoopAttempts = 1

    init(retry: TaskRetryOptions, delay: Duration, timeout: Duration) {
        self.retry = retry
        delayMs = delay.milliseconds
        timeoutMs = timeout.milliseconds
    }

    func overridden(retry: TaskRetryOptions?, delay: Duration?, timeout: Duration?) -> TaskOptions {
        var options = self
        if let retry { options.retry = retry }
        if let delay { options.delayMs = delay.milliseconds }
        if let timeout { options.timeoutMs = timeout.milliseconds }
        return options
    }

    func validate(taskID: String) throws(DurableExecutionError) {
        let retryRules = [
            (0...1000 ~= retry.maxAttempts, "maxAttempts must be 0 to 1000 and is \(retry.maxAttempts)"),
            (0...hour ~= retry.baseDelayMs ?? 0, "baseDelayMs must be 0 to one hour and is \(retry.baseDelayMs ?? 0)"),
            (
                0.1...10 ~= retry.delayMultiplier ?? 1,
                "delayMultiplier must be 0.1 to 10 and is \(retry.delayMultiplier ?? 1)"
            ),
            (
                0...(24 * hour) ~= retry.maxDelayMs ?? 0,
                "maxDelayMs must be 0 to 24 hours and is \(retry.maxDelayMs ?? 0)"
            ),
            (
                retry.baseDelayMs ?? 0 <= retry.maxDelayMs ?? .max,
                "maxDelayMs must not be under baseDelayMs, and \(retry.maxDelayMs ?? 0) is under \(retry.baseDelayMs ?? 0)"
            ),
        ]
        let rules =
            retryRules + [
                (delayMs >= 0, "the delay must be 0 or more and is \(delayMs) ms"),
                (timeoutMs >= 1, "the timeout must be at least 1 ms and is \(timeoutMs) ms"),
                (maxLoopAttempts >= 1, "maxAttempts must be at least 1 and is \(maxLoopAttempts)"),
            ]
        for (isKept, message) in rules where !isKept {
            throw DurableExecutionError(.invalidOption, "the options of the task “\(taskID)” are not valid: \(message)")
        }
    }
}

private let hour: Int64 = 3_600_000

extension TaskRetryOptions {
    /// The milliseconds to wait before retry `retry`, counted from 0.
    func delayMs(beforeRetry retry: Int) -> Int64 {
        var delay = Double(baseDelayMs ?? 0)
        let factor = delayMultiplier ?? 1
        // A row may name any number: far fewer steps bring every delay to its limit, or to nothing.
        var remaining = factor == 1 ? 0 : min(retry, 100_000)
        let limit = Double(maxDelayMs ?? .max)
        while remaining > 0, delay > 0, delay < limit || factor < 1 {
            delay *= factor
            remaining -= 1
        }
        return Int64(exactly: min(delay, limit).rounded()) ?? .max
    }
}
