internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// The table of executions, read with its keys.
struct StoredTaskExecutionsTable: RecordTable {
    typealias Base = TaskExecutionsTable

    let table: TaskExecutionsTable
    /// Whether it lacks the columns of the second migration.
    var isOutdated = false

    /// A row is read by ``StoredTaskExecutions``, which keeps what can't be read apart.
    struct Record: SQLRowDecodable {
        let id: Int64
        let execution: TaskExecution

        init(from row: inout SQLRow) throws(SQLDecodingError) {
            id = try row.next()
            execution = try TaskExecution(from: &row)
        }
    }

    var tableName: String { table.tableName }
    var columns: [ColumnDefinition] { table.columns }
    var recordColumns: [StaticString] { isOutdated ? Self.firstRecordColumns : Self.recordColumns }

    private static let recordColumns = ["id"] + TaskExecutionsTable().recordColumns

    private static let firstRecordColumns = Array(recordColumns.dropLast(TaskExecutionsTable.addedRecordColumnCount))

    static let columnCount = recordColumns.count

    static let executionIDPosition = recordColumns.firstIndex { $0.description == "execution_id" } ?? 0

    /// Where the columns begin that name the parent.
    static let parentPosition = recordColumns.firstIndex { $0.description == "parent_task_id" } ?? 0
}
