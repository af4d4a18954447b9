internal import DurableExecution

/// The values of one run of a prepared update, beside those of its condition.
protocol UpdateInput: Sendable {
    var update: TaskExecutionUpdate { get }
}

extension TaskExecutionUpdateRequest: UpdateInput {}

extension ChildTaskExecutionsUpdateRequest: UpdateInput {}

/// Changes the first executions of a selector.
struct SelectedUpdateInput: UpdateInput {
    let update: TaskExecutionUpdate
    /// The id that the selector compares with.
    let key: String
    /// The time that the selector compares with.
    let time: Int64
    let limit: Int

    init(_ selector: TaskExecutionSelector, limit: Int, _ update: TaskExecutionUpdate) {
        self.update = update
        key = selector.key
        time = selector.time
        self.limit = limit
    }
}
