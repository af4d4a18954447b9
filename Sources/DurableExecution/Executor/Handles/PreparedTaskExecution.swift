/// An execution that is not stored yet, for those who store it themselves, in a transaction of their own.
///
/// See ``DurableExecutor/prepare(_:_:retry:delay:timeout:)``.
public struct PreparedTaskExecution<Output: Codable & Sendable>: Sendable {
    /// What is to be inserted into the executor's storage, once and unchanged.
    public let execution: TaskExecution
    /// Finds the execution once it is stored; before that, and where the transaction was undone, there is none.
    public let handle: TaskExecutionHandle<Output>

    /// The id that it will have in the storage.
    public var executionID: String { execution.executionID }
}
