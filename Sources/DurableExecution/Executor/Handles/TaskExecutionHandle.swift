/// One execution of a task, to wait for its result, to look at it or to cancel it (reference: `TaskExecutionHandle`).
///
/// ```swift
/// let handle = try await executor.enqueue(resize, photo)
/// let thumbnail = try await handle.result()
/// ```
public struct TaskExecutionHandle<Output: Codable & Sendable>: Sendable {
    /// The id of the task.
    public let taskID: String
    /// The id of the execution. With it, ``DurableExecutor/handle(for:executionID:)`` makes such a handle in any process.
    public let executionID: String

    private let executor: DurableExecutor
    private let completion: Completion

    init(taskID: String, executor: DurableExecutor, completion: Completion) {
        self.taskID = taskID
        self.executor = executor
        self.completion = completion
        executionID = completion.executionID
    }

    /// Waits for the end and returns the output.
    ///
    /// - Throws: ``TaskExecutionError`` where the execution ended without an output; otherwise as ``wait()``.
    public func result() async throws -> Output {
        try await wait().result.get()
    }

    /// Waits until the execution has finished, in whatever way and in whatever process.
    ///
    /// The end of an execution that runs in this executor is known at once and without a look into the storage; the others
    /// are looked up together every ``DurableExecutor/Configuration/pollInterval``.
    ///
    /// - Throws: ``DurableExecutionError`` where there is no such execution, its output can't be decoded or the executor was
    ///   shut down; ``TaskExecutionDecodingError`` where its row can't be read; `CancellationError` as soon as the calling
    ///   Swift task is cancelled.
    public func wait() async throws -> FinishedTaskExecution<Output> {
        let end = try await executor.end(of: completion)
        try check(end.taskID)
        return try FinishedTaskExecution(end, payloads: executor.core.payloads)
    }

    /// The execution as it is stored now.
    ///
    /// - Throws: ``DurableExecutionError`` where there is no such execution; ``TaskExecutionDecodingError`` where its row
    ///   can't be read; the storage's errors.
    public func snapshot() async throws -> TaskExecution {
        let execution = try await executor.core.execution(executionID)
        try check(execution.taskID)
        return execution
    }

    /// Cancels the execution, wherever it is; does nothing where it has finished.
    ///
    /// A running body, or finalize function, sees the cancellation of its Swift task, at once in this executor and
    /// within its poll interval elsewhere. Whatever it returns then is dropped. The children that are not finished are
    /// cancelled too.
    ///
    /// - Throws: ``DurableExecutionError`` where there is no such execution, or it kept changing under the call
    ///   (``DurableExecutionError/Code/executionConflict``); ``TaskExecutionDecodingError`` where its row can't be read; the
    ///   storage's errors.
    public func cancel() async throws {
        try await executor.core.cancel(executionID)
    }

    private func check(_ storedTaskID: String) throws(DurableExecutionError) {
        guard storedTaskID == taskID else {
            throw DurableExecutionError(
                .executionNotFound,
                "the execution “\(executionID)” is one of the task “\(storedTaskID)”, not of “\(taskID)”"
            )
        }
    }
}
