/// A task together with an input: what a parent's body returns for each of its children (reference: `ChildTask`).
///
/// ```swift
/// thumbnail.child(photo, timeout: .seconds(10))
/// ```
public struct ChildTask: Sendable {
    let signature: TaskSignature
    let retry: RetryPolicy?
    let delay: Duration?
    let timeout: Duration?
    let sleepingTaskID: SleepingTaskID?
    let inputLimit: PayloadLimit
    let encodedInput: @Sendable (TaskPayloads) throws(DurableExecutionError) -> String

    /// The id of the task.
    public var taskID: String { signature.id }

    /// With an input that is encoded already.
    init(
        _ signature: TaskSignature, sleepingTaskID: SleepingTaskID?, encodedInput: String,
        inputLimit: PayloadLimit = .input, delay: Duration? = nil
    ) {
        self.signature = signature
        self.inputLimit = inputLimit
        self.sleepingTaskID = sleepingTaskID
        self.delay = delay
        retry = nil
        timeout = nil
        self.encodedInput = { payloads throws(DurableExecutionError) in
            try payloads.checkInput(encodedInput, taskID: signature.id, inputLimit)
        }
    }

    init<Input: Codable & Sendable>(
        _ signature: TaskSignature, _ input: Input, retry: RetryPolicy?, delay: Duration?, timeout: Duration?
    ) {
        self.signature = signature
        self.retry = retry
        self.delay = delay
        self.timeout = timeout
        inputLimit = .input
        sleepingTaskID = input as? SleepingTaskID
        encodedInput = { payloads throws(DurableExecutionError) in
            try payloads.encodeInput(input, taskID: signature.id)
        }
    }
}

extension DurableTask {
    /// This task with an input, as the child of a parent task.
    ///
    /// Nothing is checked here: an option out of its range or an input that is too large fails the parent.
    ///
    /// - Parameters:
    ///   - input: The child's input; of a sleeping task its unique id.
    ///   - retry: In place of the task's own retry options.
    ///   - delay: The time before the first run, in place of the task's own.
    ///   - timeout: In place of the task's own.
    public func child(
        _ input: Input, retry: RetryPolicy? = nil, delay: Duration? = nil, timeout: Duration? = nil
    ) -> ChildTask {
        ChildTask(signature, input, retry: retry, delay: delay, timeout: timeout)
    }
}
