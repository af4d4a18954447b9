internal import DurableExecution

/// What many requests have in common, so that one statement serves them all.
struct CommonUpdate {
    let update: TaskExecutionUpdate
    let filters: TaskExecutionFilters

    /// `nil` unless there are several requests, all for the same change of flags and times, without children, for executions
    /// whose ids fit into a list.
    init?(_ requests: [TaskExecutionUpdateRequest]) {
        guard requests.count > 1, let first = requests.first, !first.update.setsText else { return nil }
        let executorId = first.filters.executorId.map(ExactText.init)
        let areAlike = requests.allSatisfy { request in
            request.children.isEmpty && request.update == first.update && request.filters == first.filters
                && request.filters.executorId.map(ExactText.init) == executorId && !request.executionId.containsNUL
        }
        if !areAlike { return nil }
        update = first.update
        filters = first.filters
    }

    /// `nil` also where two requests are for the same execution: the second may find what the first has changed.
    init?(ofDistinct requests: [TaskExecutionUpdateRequest]) {
        self.init(requests)
        if Set(requests.lazy.map { ExactText($0.executionId) }).count < requests.count { return nil }
    }
}

/// One of the executions that were to be changed together was not there.
struct NotAllUpdated: Error {}

extension TaskExecutionUpdate {
    /// Texts that are equal to Swift may differ in their bytes, so that equal updates may not be the same.
    fileprivate var setsText: Bool {
        if case .set = executorId { return true }
        if case .set = runOutput { return true }
        if case .set = error { return true }
        return output != nil || children != nil || finalize != nil
    }
}
