internal import DurableExecution

/// The values of one run of a prepared update: those of the update itself and those of its condition.
struct UpdateInput {
    var update: TaskExecutionUpdate
    /// The id in the condition: an execution's, a parent's or an executor's.
    var key = ""
    /// What the filters ask for.
    var filters = TaskExecutionFilters()
    /// The time that a selector compares with.
    var time: Int64 = 0
    var limit = 0
    var executionIds: [String] = []
}

extension UpdateInput {
    init(_ request: TaskExecutionUpdateRequest) {
        self.init(update: request.update, key: request.executionId, filters: request.filters)
    }

    init(_ common: CommonUpdate, of requests: [TaskExecutionUpdateRequest]) {
        self.init(update: common.update, filters: common.filters, executionIds: requests.map(\.executionId))
    }

    init(_ selector: TaskExecutionSelector, limit: Int, _ update: TaskExecutionUpdate) {
        self.init(update: update, key: selector.key, time: selector.time, limit: limit)
    }
}
