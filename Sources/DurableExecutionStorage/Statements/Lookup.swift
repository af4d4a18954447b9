internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// Which column executions are looked up by, and whether for one id or for many.
struct Lookup: Hashable {
    enum Column: Hashable {
        case executionId
        case sleepingTaskUniqueId
        case parentExecutionId
    }

    let column: Column
    let isSingle: Bool

    init(_ column: Column, of ids: [String]) {
        self.column = column
        isSingle = ids.count == 1
    }

    func condition(on table: TaskExecutionsTable, _ input: Parameters<[String]>) -> Condition {
        switch column {
        case .executionId: condition(table.executionId, input)
        case .sleepingTaskUniqueId: condition(table.sleepingTaskUniqueId, input)
        case .parentExecutionId: condition(table.parentExecutionId, input)
        }
    }

    private func condition<Value: SQLConvertible>(
        _ column: TypedSQL.Column<Value>, _ input: Parameters<[String]>
    ) -> Condition where Value.Comparand == String {
        isSingle ? eq(column, input { $0[0] }) : inArray(column, input.list { $0 })
    }
}
