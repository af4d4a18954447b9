internal import DurableExecution

/// What many requests have in common, so that one statement serves them all.
struct CommonUpdate {
    let update: TaskExecutionUpdate
    let filters: TaskExecutionFilters

    /// `nil` unless there are several requests, all for the same change of flags and times, without children, each for another
    /// execution, whose id fits into a list.
    init?(_ requests: [TaskExecutionUpdateRequest]) {
        guard requests.count > 1, let first = requests.first, !first.update.setsText else { return nil }
        var ids = Set<ExactText>(minimumCapacity: requests.count)
        for request in requests {
            guard request.children.isEmpty, request.update == first.update, request.filters == first.filters,
                request.filters.executorId.map(ExactText.init) == first.filters.executorId.map(ExactText.init),
                !request.executionId.utf8.contains(0),
                ids.insert(ExactText(request.executionId)).inserted
            else { return nil }
        }
        update = first.update
        filters = first.filters
    }
}

extension TaskExecutionUpdate {
    /// Texts that are equal to Swift may differ in their bytes, so that equal updates may not be the same.
    fileprivate var setsText: Bool {
        if case .set = executorId { return true }
        if case .set = runOutput { return true }
        if case .set = error { return true }
        return output != nil || children != nil || finalize != nil
    }
}
