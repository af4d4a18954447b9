/// The executions that an update by a selector changed, as they stand after it, in the selector's order.
public struct SelectedTaskExecutions: Sendable {
    /// The executions after the update.
    public var executions: [TaskExecution]
    /// The rows that were changed too but can't be read; whoever selected them has to set them aside.
    public var undecodable: [TaskExecutionDecodingError]

    /// Creates a selection.
    public init(executions: [TaskExecution] = [], undecodable: [TaskExecutionDecodingError] = []) {
        self.executions = executions
        self.undecodable = undecodable
    }
}
