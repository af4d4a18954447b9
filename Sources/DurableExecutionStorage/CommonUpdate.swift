internal import DurableExecution

/// What many requests have in common, so that one statement serves them all.
struct CommonUpdate {
    let update: TaskExecutionUpdate
    let filters: TaskExecutionFilters

    /// `nil` unless there are several requests, all for the same change, without children, each for another execution.
    init?(_ requests: [TaskExecutionUpdateRequest]) {
        guard requests.count > 1, let first = requests.first else { return nil }
        var ids = Set<String>(minimumCapacity: requests.count)
        for request in requests {
            guard request.children.isEmpty, request.filters == first.filters, request.update == first.update,
                ids.insert(request.executionId).inserted
            else { return nil }
        }
        update = first.update
        filters = first.filters
    }
}
