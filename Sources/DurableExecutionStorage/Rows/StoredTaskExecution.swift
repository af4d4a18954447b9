internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// A row of the table with its key: an execution, or why it can't be read, so that one damaged row does not take the others
/// with it.
struct StoredTaskExecution: SQLRowDecodable {
    let id: Int64
    let execution: Result<TaskExecution, TaskExecutionDecodingError>

    init(from row: inout SQLRow) throws(SQLDecodingError) {
        id = try row.next()
        do throws(SQLDecodingError) {
            execution = .success(try TaskExecution(from: &row))
        } catch {
            row.move(to: StoredTaskExecutionsTable.executionIdPosition)
            let executionId = try? row.next(String.self)
            execution = .failure(
                TaskExecutionDecodingError(
                    executionId: executionId, column: error.column, expected: error.expected, value: error.found
                )
            )
        }
    }
}

/// The table of executions, read with its keys.
struct StoredTaskExecutionsTable: RecordTable {
    typealias Record = StoredTaskExecution

    let table: TaskExecutionsTable

    var tableName: String { table.tableName }
    var columns: [ColumnDefinition] { table.columns }
    var recordColumns: [StaticString] { Self.recordColumns }

    private static let recordColumns = TaskExecutionsTable().columns.map(\.name)

    static let executionIdPosition = recordColumns.firstIndex { $0.description == "execution_id" } ?? 0
}
