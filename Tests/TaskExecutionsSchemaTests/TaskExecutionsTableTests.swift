import TaskExecutionsSchema
import Testing
import TypedSQL

@Suite struct TaskExecutionsTableTests {
    @Test func sqliteHasTheFortyTwoColumnsOfTheReferenceAndThoseOfTheSecondMigration() throws {
        let table = try TaskExecutionsTable().description(for: .sqlite)
        #expect(table.columns.map { "\($0.name) \($0.summary)" } == Self.sqliteColumns)
    }

    @Test func postgreSQLHasTheSameColumnsWithTypesOfItsOwn() throws {
        let table = try TaskExecutionsTable().description(for: .postgresql)
        #expect(table.columns.map { "\($0.name) \($0.summary)" } == Self.postgreSQLColumns)
    }

    @Test func theRecordHasTheColumnsThatAFeatureUsesButNotTheKeyInTheirOrder() {
        let table = TaskExecutionsTable()
        let names = table.columns.map(\.name.description)
        #expect(table.recordColumns.map(\.description) == names.prefix { $0 != "runs" }.filter { $0 != "id" })
    }

    private static let sqliteColumns = [
        "id integer primary key autoincrement not null",
        "root_task_id text null",
        "root_execution_id text null",
        "parent_task_id text null",
        "parent_execution_id text null",
        "index_in_parent_children integer null",
        "is_only_child_of_parent integer null",
        "is_finalize_of_parent integer null",
        "task_id text not null",
        "execution_id text not null",
        "retry_options text not null",
        "sleep_ms_before_run integer not null",
        "timeout_ms integer not null",
        "are_children_sequential integer not null",
        "input text not null",
        "executor_id text null",
        "is_sleeping_task integer not null",
        "sleeping_task_unique_id text null",
        "status text not null",
        "is_finished integer not null",
        "run_output text null",
        "output text null",
        "error text null",
        "retry_attempts integer not null",
        "start_at integer not null",
        "started_at integer null",
        "expires_at integer null",
        "waiting_for_children_started_at integer null",
        "waiting_for_finalize_started_at integer null",
        "finished_at integer null",
        "children text null",
        "active_children_count integer not null",
        "on_children_finished_processing_status text not null",
        "on_children_finished_processing_expires_at integer null",
        "on_children_finished_processing_finished_at integer null",
        "finalize text null",
        "close_status text not null",
        "close_expires_at integer null",
        "closed_at integer null",
        "needs_promise_cancellation integer not null",
        "created_at integer not null",
        "updated_at integer not null",
        "recoveries integer null",
        "runs integer null",
        "deadline_at integer null",
        "task_version integer null",
        "unique_key text null",
        "unique_scope text null",
        "debounce_key text null",
        "debounced_since integer null",
        "limit_key text null",
        "rate_key text null",
        "schedule_name text null",
        "scheduled_at integer null",
        "progress integer null",
    ]

    private static let postgreSQLColumns = [
        "id bigint primary key autoincrement not null",
        "root_task_id text null",
        "root_execution_id text null",
        "parent_task_id text null",
        "parent_execution_id text null",
        "index_in_parent_children integer null",
        "is_only_child_of_parent boolean null",
        "is_finalize_of_parent boolean null",
        "task_id text not null",
        "execution_id text not null",
        "retry_options json not null",
        "sleep_ms_before_run bigint not null",
        "timeout_ms bigint not null",
        "are_children_sequential boolean not null",
        "input text not null",
        "executor_id text null",
        "is_sleeping_task boolean not null",
        "sleeping_task_unique_id text null",
        "status text not null",
        "is_finished boolean not null",
        "run_output text null",
        "output text null",
        "error json null",
        "retry_attempts integer not null",
        "start_at bigint not null",
        "started_at bigint null",
        "expires_at bigint null",
        "waiting_for_children_started_at bigint null",
        "waiting_for_finalize_started_at bigint null",
        "finished_at bigint null",
        "children json null",
        "active_children_count integer not null",
        "on_children_finished_processing_status text not null",
        "on_children_finished_processing_expires_at bigint null",
        "on_children_finished_processing_finished_at bigint null",
        "finalize json null",
        "close_status text not null",
        "close_expires_at bigint null",
        "closed_at bigint null",
        "needs_promise_cancellation boolean not null",
        "created_at bigint not null",
        "updated_at bigint not null",
        "recoveries integer null",
        "runs bigint null",
        "deadline_at bigint null",
        "task_version integer null",
        "unique_key text null",
        "unique_scope text null",
        "debounce_key text null",
        "debounced_since bigint null",
        "limit_key text null",
        "rate_key text null",
        "schedule_name text null",
        "scheduled_at bigint null",
        "progress bigint null",
    ]
}
