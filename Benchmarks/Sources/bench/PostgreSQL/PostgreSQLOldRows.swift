internal import DurableExecutionStorage
internal import PostgreSQLDriver
internal import TypedSQL

/// Executions that are over and closed, which a table keeps.
enum PostgreSQLOldRows {
    static func insert(_ count: Int, into storage: SQLTaskExecutionsStorage<PostgreSQLDatabase>) async throws {
        if count == 0 { return }
        let table = storage.table
        let rows: SQL = """
            insert into \(table) (task_id, execution_id, retry_options, sleep_ms_before_run, timeout_ms,
                are_children_sequential, input, is_sleeping_task, status, is_finished, output, retry_attempts, start_at,
                started_at, finished_at, active_children_count, on_children_finished_processing_status, close_status,
                closed_at, needs_promise_cancellation, created_at, updated_at)
            select 't_old', 'te_' || md5(n::text), '{"maxAttempts":0}', 0, 60000, false, repeat('i', 90), false,
                'completed', true, repeat('o', 90), 0, n, n, n, 0, 'idle', 'closed', n, false, n, n
            from generate_series(1, \(count)) n
            """
        _ = try await storage.database.single { try await $0.run("set statement_timeout = 0") }
        _ = try await storage.database.single { try await $0.run(rows) }
        let vacuum: SQL = "vacuum analyze \(table)"
        _ = try await storage.database.single { try await $0.run(vacuum) }
    }
}
