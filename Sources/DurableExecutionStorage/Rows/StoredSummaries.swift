internal import DurableExecution
internal import TypedSQL

/// The rows of a query, and apart from them what can't be read.
struct StoredSummaries {
    /// The keys of all rows, in their order.
    private(set) var ids: [Int64] = []
    private(set) var executions: [TaskExecutionSummary] = []
    private(set) var undecodable: [TaskExecutionDecodingError] = []

    /// Reads a row of ``TaskExecutionSummariesTable``.
    mutating func append(from row: inout SQLRow) throws(SQLDecodingError) {
        ids.append(try row.next())
        do throws(SQLDecodingError) {
            executions.append(try TaskExecutionSummary(from: &row))
        } catch {
            row.move(to: TaskExecutionSummariesTable.executionIDPosition)
            undecodable.append(
                TaskExecutionDecodingError(
                    executionID: try? row.next(), column: error.column, expected: error.expected, value: error.found
                )
            )
        }
    }
}
