internal import DurableExecutionStorage
internal import SQLiteDriver
internal import TypedSQL

/// Executions that were finished and closed long ago, of which a table in use is full.
struct OldRows {
    let count: Int
    let indexes: TaskExecutionsIndexProfile

    /// Makes a database with them.
    func fill(_ path: String) async throws {
        let database = try await SQLiteDatabase(path: path)
        let table = TaskExecutionsTable(indexes: indexes)
        try await SQLTaskExecutionsStorage(database, table: table).migrate()
        let chunk = 100_000
        for start in stride(from: 0, to: count, by: chunk) {
            let rows = rows(from: start, to: min(start + chunk, count), of: table)
            try await database.single { try await $0.run(rows) }
        }
        await database.close()
    }

    private func rows(from start: Int, to end: Int, of table: TaskExecutionsTable) -> SQL {
        """
        with recursive numbers(i) as (select \(start) union all select i + 1 from numbers where i + 1 < \(end))
        insert into \(table) (
            task_id, execution_id, retry_options, sleep_ms_before_run, timeout_ms, are_children_sequential, input,
            executor_id, is_sleeping_task, status, is_finished, output, retry_attempts, start_at, started_at,
            finished_at, active_children_count, on_children_finished_processing_status, close_status, closed_at,
            needs_promise_cancellation, created_at, updated_at
        )
        select 't_sampleTaskIdentifier0' || (i % 10), printf('te_0%09d', i) || hex(randomblob(7)), '{"maxAttempts":0}',
            0, 60000, 0, '{"orderId":"' || hex(randomblob(20)) || '","quantity":1,"note":"lorem ipsum dolor sit"}',
            'ex_0123456789abcdefghijklmn', 0, 'completed', 1,
            '{"receiptId":"' || hex(randomblob(20)) || '","total":1,"state":"processed and paid"}', 0,
            1600000000000 + i, 1600000000000 + i, 1600000000001 + i, 0, 'idle', 'closed', 1600000000002 + i, 0,
            1600000000000 + i, 1600000000002 + i
        from numbers
        """
    }
}
