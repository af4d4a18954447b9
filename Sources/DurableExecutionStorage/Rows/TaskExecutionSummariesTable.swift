internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// The table of executions, read without what may be large.
struct TaskExecutionSummariesTable: RecordTable {
    typealias Base = TaskExecutionsTable

    let table: TaskExecutionsTable

    /// A row is read by ``StoredSummaries``, which keeps what can't be read apart.
    struct Record: SQLRowDecodable {
        init(from row: inout SQLRow) throws(SQLDecodingError) {
            _ = try row.next(Int64.self)
            _ = try TaskExecutionSummary(from: &row)
        }
    }

    var tableName: String { table.tableName }
    var columns: [ColumnDefinition] { table.columns }
    var recordColumns: [StaticString] { Self.recordColumns }

    private static let recordColumns: [StaticString] = ["id"] + TaskExecutionsTable().summaryColumns

    static let executionIDPosition = recordColumns.firstIndex { $0.description == "execution_id" } ?? 0
}
