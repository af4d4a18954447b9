internal import DurableExecution

extension SelectedTaskExecutions {
    /// The rows in the order of a time or a position, those with the same by their keys: `RETURNING` promises no order.
    init(_ rows: [StoredTaskExecution], by order: (StoredTaskExecution) -> Int64) {
        self.init()
        let sorted = rows.map { (order: order($0), row: $0) }.sorted { ($0.order, $0.row.id) < ($1.order, $1.row.id) }
        executions.reserveCapacity(rows.count)
        for (_, row) in sorted {
            switch row.execution {
            case .success(let execution): executions.append(execution)
            case .failure(let error): undecodable.append(error)
            }
        }
    }
}
