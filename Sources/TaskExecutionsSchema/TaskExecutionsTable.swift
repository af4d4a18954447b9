public import DurableExecution
public import TypedSQL

/// The table of executions (reference: `createSQLiteTaskExecutionsTable`, `createPgTaskExecutionsTable`).
///
/// Names and types of the first 42 columns and the names of the first 11 indexes are the reference's, so that both can share a
/// database. The columns after them are nullable, so that the reference's statements, which name their columns, go on working.
/// Times are Unix milliseconds.
///
/// ```swift
/// let table = TaskExecutionsTable("my_tasks")
/// ```
public struct TaskExecutionsTable: RecordTable {
    public typealias Record = TaskExecution

    public static let defaultName = "task_executions"

    public let tableName: String
    public let indexProfile: TaskExecutionsIndexProfile
    /// Whether it is the table as the first migration makes it, with the reference's columns alone.
    private var isFirst = false

    public let id = bigint("id").primaryKey(autoIncrement: true)
    public let rootTaskID = text("root_task_id")
    public let rootExecutionID = text("root_execution_id")
    public let parentTaskID = text("parent_task_id")
    public let parentExecutionID = text("parent_execution_id")
    public let indexInParentChildren = integer("index_in_parent_children")
    public let isOnlyChildOfParent = boolean("is_only_child_of_parent")
    public let isFinalizeOfParent = boolean("is_finalize_of_parent")
    public let taskID = text("task_id").notNull()
    public let executionID = text("execution_id").notNull()
    public let retryPolicy = json("retry_options", as: StoredRetryOptions.self).notNull()
    public let delayMs = bigint("sleep_ms_before_run").notNull()
    public let timeoutMs = bigint("timeout_ms").notNull()
    public let areChildrenSequential = boolean("are_children_sequential").notNull()
    public let input = text("input").notNull()
    public let executorID = text("executor_id")
    public let isSleepingTask = boolean("is_sleeping_task").notNull()
    public let sleepingTaskUniqueID = text("sleeping_task_unique_id")
    public let status = text("status", as: TaskExecutionStatus.self).notNull()
    public let isFinished = boolean("is_finished").notNull()
    public let runOutput = text("run_output")
    public let output = text("output")
    public let error = json("error", as: TaskExecutionError.self)
    public let retryAttempts = integer("retry_attempts").notNull()
    public let startAt = bigint("start_at").notNull()
    public let startedAt = bigint("started_at")
    public let expiresAt = bigint("expires_at")
    public let waitingForChildrenStartedAt = bigint("waiting_for_children_started_at")
    public let waitingForFinalizeStartedAt = bigint("waiting_for_finalize_started_at")
    public let finishedAt = bigint("finished_at")
    public let children = json("children", as: [TaskExecutionReference].self)
    public let activeChildrenCount = integer("active_children_count").notNull()
    public let childrenFinishedProcessingStatus =
        text("on_children_finished_processing_status", as: ChildrenFinishedProcessingStatus.self).notNull()
    public let childrenFinishedProcessingExpiresAt = bigint("on_children_finished_processing_expires_at")
    public let childrenFinishedProcessingFinishedAt = bigint("on_children_finished_processing_finished_at")
    public let finalize = json("finalize", as: TaskExecutionReference.self)
    public let closeStatus = text("close_status", as: TaskExecutionCloseStatus.self).notNull()
    public let closeExpiresAt = bigint("close_expires_at")
    public let closedAt = bigint("closed_at")
    public let needsCancellation = boolean("needs_promise_cancellation").notNull()
    public let createdAt = bigint("created_at").notNull()
    public let updatedAt = bigint("updated_at").notNull()

    // The columns of the second migration.
    public let recoveries = integer("recoveries")
    // No feature uses those that follow yet: no record has them.
    /// How often it was claimed.
    let runs = bigint("runs")
    /// Unix milliseconds.
    let deadlineAt = bigint("deadline_at")
    /// Of the task under which it was enqueued; null runs anywhere.
    let taskVersion = integer("task_version")
    /// Belongs to the task, for as long as its scope says.
    let uniqueKey = text("unique_key")
    let uniqueScope = text("unique_scope")
    /// Belongs to the task, and is cleared by the claim.
    let debounceKey = text("debounce_key")
    /// Unix milliseconds of the first call.
    let debouncedSince = bigint("debounced_since")
    /// Who counts together while they hold a lease.
    let limitKey = text("limit_key")
    let rateKey = text("rate_key")
    let scheduleName = text("schedule_name")
    /// The nominal time, in Unix milliseconds.
    let scheduledAt = bigint("scheduled_at")
    /// How many steps were stored before the first failure.
    let progress = bigint("progress")

    /// - Parameters:
    ///   - tableName: Any name that the database allows.
    ///   - indexes: Which rows the indexes hold.
    public init(_ tableName: String = defaultName, indexes: TaskExecutionsIndexProfile = .lean) {
        self.tableName = tableName
        self.indexProfile = indexes
    }

    public var columns: [ColumnDefinition] { isFirst ? firstColumns : Self.columns }

    public var recordColumns: [StaticString] { Self.recordColumns }

    public var changesOften: Bool { true }

    /// Found once: reflection takes some 70 µs.
    private static let columns = Mirror(reflecting: TaskExecutionsTable()).children
        .compactMap { ($0.value as? any AnyColumn)?.definition }

    /// How many columns the first migration makes, which are the reference's.
    private static let firstColumnCount = 42

    /// The columns that the first migration makes.
    private var firstColumns: [ColumnDefinition] { Array(Self.columns.prefix(Self.firstColumnCount)) }

    /// The table as the first migration makes it.
    var first: TaskExecutionsTable {
        var table = self
        table.isFirst = true
        return table
    }

    /// The columns that the second migration adds.
    package var addedColumns: [ColumnDefinition] { Array(Self.columns.dropFirst(Self.firstColumnCount)) }

    /// Without the columns that no feature uses yet.
    private static let recordColumns = columns.prefix(firstColumnCount + addedRecordColumnCount)
        .filter { $0.primaryKey == nil }.map(\.name)

    /// How many columns of the second migration a record has, the first of them.
    package static let addedRecordColumnCount = 1

    /// Where the execution id stands in a record.
    static let executionIDPosition = recordColumns.firstIndex { $0.description == "execution_id" } ?? 0
}
