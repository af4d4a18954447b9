internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// Which column executions are looked up by, and whether for one id or for many.
struct Lookup: Hashable {
    enum Column: Hashable {
        case executionID
        case sleepingTaskUniqueID
        case parentExecutionID
    }

    let column: Column
    let isSingle: Bool

    init(_ column: Column, of ids: [String]) {
        self.column = column
        isSingle = ids.count == 1
    }

    func condition(on table: TaskExecutionsTable, _ input: Parameters<[String]>) -> Condition<TaskExecutionsTable> {
        switch column {
        case .executionID: condition(table.executionID, input)
        case .sleepingTaskUniqueID: condition(table.sleepingTaskUniqueID, input)
        case .parentExecutionID: condition(table.parentExecutionID, input)
        }
    }

    private func condition<Value: SQLConvertible>(
        _ column: TypedSQL.Column<TaskExecutionsTable, Value>, _ input: Parameters<[String]>
    ) -> Condition<TaskExecutionsTable> where Value.Comparand == String {
        isSingle ? eq(column, input { $0[0] }) : inArray(column, input.list { $0 })
    }
}
